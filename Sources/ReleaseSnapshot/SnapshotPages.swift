package import Foundation
package import ReleaseModel

/// One file of a snapshot, read and not yet looked into.
struct PageBytes {
    let file: SnapshotFile
    let bytes: Data
    let digest: Digest

    init(of file: SnapshotFile, limits: SnapshotLimits) throws(SnapshotError) {
        self.file = file
        bytes = try FileContent.read(file.path, limit: limits.fileSize)
        digest = Digest(of: bytes)
    }

    /// A file that is yet to be written.
    init(of file: SnapshotFile, holding bytes: Data) {
        self.file = file
        self.bytes = bytes
        digest = Digest(of: bytes)
    }

    /// What the snapshot record keeps of the file.
    var record: SnapshotPage { SnapshotPage(name: file.name, digest: digest, byteCount: bytes.count) }
}

/// One file of a snapshot, split into its documents.
struct PageContent {
    let page: PageBytes
    let list: DocumentList
    /// What need not be hashed and named again.
    private let shared: SharedDocuments?

    /// Checks the file and finds its documents; where it is like a known one, only what differs is walked.
    init(splitting page: PageBytes, like known: KnownPage? = nil) throws(SnapshotError) {
        self.page = page
        if let known {
            var shared = SharedDocuments(of: page.bytes, and: known)
            if let list = shared.list(in: page.bytes) {
                self.list = list
                self.shared = shared
                return
            }
        }
        shared = nil
        let path = page.file.path
        do throws(DocumentListFault) {
            list = try DocumentList(in: page.bytes)
        } catch {
            switch error {
            case .json(let fault):
                throw SnapshotError(file: path, offset: fault.offset, reason: .json(fault.reason))
            case .markup(let offset): throw SnapshotError(file: path, offset: offset, reason: .markup)
            case .notAList(let offset): throw SnapshotError(file: path, offset: offset, reason: .notAList)
            }
        }
    }

    /// How the file is made of documents.
    func layout(of documents: [ReadDocument]) -> PageLayout {
        PageLayout(
            outline: PageOutline(around: list.ranges, in: page.bytes), documents: documents.map { $0.digest })
    }

    /// Names each document; only those not known yet are decoded.
    func documents(
        limits: SnapshotLimits, memory: SnapshotMemory
    ) throws(SnapshotError) -> [ReadDocument] {
        var documents: [ReadDocument] = []
        documents.reserveCapacity(list.ranges.count)
        let firstOfTail = list.ranges.count - (shared?.tail.count ?? 0)
        for (position, range) in list.ranges.enumerated() {
            if let known = shared?.head.element(position) ?? shared?.tail.element(position - firstOfTail) {
                documents.append(
                    ReadDocument(
                        digest: known.digest, bytes: page.bytes[range], file: page.file.path,
                        offset: range.lowerBound, identity: known.identity))
                continue
            }
            guard range.count <= limits.documentSize else {
                let fault = SnapshotError.InputFault.documentTooLarge(size: range.count, limit: limits.documentSize)
                throw SnapshotError(file: page.file.path, offset: range.lowerBound, reason: .input(fault))
            }
            let slice = page.bytes[range]
            let digest = Digest(of: slice)
            let identity: DocumentIdentity
            if let known = memory.identity(digest) {
                identity = known
            } else {
                identity = try decodedIdentity(of: slice, at: range.lowerBound)
            }
            documents.append(
                ReadDocument(
                    digest: digest, bytes: slice, file: page.file.path, offset: range.lowerBound, identity: identity))
        }
        return documents
    }

    private func decodedIdentity(of slice: Data, at offset: Int) throws(SnapshotError) -> DocumentIdentity {
        do throws(ReleaseDocumentError) {
            return try Release(decoding: slice).identity
        } catch {
            let isNoRelease = list.isSingleObject && error.pointer == "/tag_name" && error.reason == .missing
            throw SnapshotError(
                file: page.file.path, offset: offset,
                reason: isNoRelease ? .notAList : .document(pointer: error.pointer, error.reason))
        }
    }
}

extension ArraySlice {
    /// The element so many places after the first; nil where there is none.
    fileprivate func element(_ position: Int) -> Element? {
        position >= 0 && position < count ? self[startIndex + position] : nil
    }
}

extension PageLayout {
    /// Splits a file anew; nil where it is no list of documents.
    ///
    /// What a layout claims to be between the documents is believed only after this: a release could hide there.
    package init?(splitting file: Data) {
        guard let list = try? DocumentList(in: file) else { return nil }
        self.init(
            outline: PageOutline(around: list.ranges, in: file), documents: list.ranges.map { Digest(of: file[$0]) })
    }
}
