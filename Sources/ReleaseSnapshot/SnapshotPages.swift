import Foundation
import ReleaseModel

/// One file of a snapshot, read and split.
struct PageContent {
    let file: SnapshotFile
    let bytes: Data
    let digest: Digest
    let list: DocumentList

    /// Reads a file and finds its documents.
    init(of file: SnapshotFile, limits: SnapshotLimits) throws(SnapshotError) {
        self.file = file
        bytes = try FileContent.read(file.path, limit: limits.fileSize)
        do throws(DocumentListFault) {
            list = try DocumentList(in: bytes)
        } catch {
            switch error {
            case .json(let fault):
                throw SnapshotError(file: file.path, offset: fault.offset, reason: .json(fault.reason))
            case .markup(let offset): throw SnapshotError(file: file.path, offset: offset, reason: .markup)
            case .notAList(let offset): throw SnapshotError(file: file.path, offset: offset, reason: .notAList)
            }
        }
        digest = Digest(of: bytes)
    }

    /// What the snapshot record keeps of the file.
    var record: SnapshotPage { SnapshotPage(name: file.name, sha256: digest.hex, byteCount: bytes.count) }

    /// Whether the file is a single object, which GitLab answers when asked for one release by its tag.
    var isSingleObject: Bool { list.form == .lines && list.ranges.count == 1 }

    /// Names each document; only those not known yet are decoded.
    func documents(
        limits: SnapshotLimits, isKnown: (Digest) -> KnownDocument?
    ) throws(SnapshotError) -> [ReadDocument] {
        var documents: [ReadDocument] = []
        documents.reserveCapacity(list.ranges.count)
        for range in list.ranges {
            guard range.count <= limits.documentSize else {
                let fault = SnapshotError.InputFault.documentTooLarge(size: range.count, limit: limits.documentSize)
                throw SnapshotError(file: file.path, offset: range.lowerBound, reason: .input(fault))
            }
            let slice = bytes[range]
            let digest = Digest(of: slice)
            let identity: KnownDocument
            if let known = isKnown(digest) {
                identity = known
            } else {
                identity = try decodedIdentity(of: slice, at: range.lowerBound)
            }
            documents.append(
                ReadDocument(
                    digest: digest, bytes: slice, file: file.path, offset: range.lowerBound, identity: identity))
        }
        return documents
    }

    private func decodedIdentity(of slice: Data, at offset: Int) throws(SnapshotError) -> KnownDocument {
        do throws(ReleaseDocumentError) {
            let release = try Release(decoding: slice)
            return KnownDocument(tag: release.tag, createdAt: release.createdAt, project: release.project)
        } catch {
            let isNoRelease = isSingleObject && error.pointer == "/tag_name" && error.reason == .missing
            throw SnapshotError(
                file: file.path, offset: offset,
                reason: isNoRelease ? .notAList : .document(pointer: error.pointer, error.reason))
        }
    }
}

extension [PageContent] {
    /// Names the snapshot: one page by its own digest, several by the digest of their digests, a line each.
    var digest: Digest {
        if count == 1, let only = first { return only.digest }
        return Digest(of: Data(map { "\($0.digest.hex)\n" }.joined().utf8))
    }
}
