import Foundation
import ReleaseModel

/// The documents of one file, and what names the file.
struct PageReading {
    let facts: SnapshotPage
    let digest: Digest
    let documents: [ReadDocument]

    /// How large a file may be before it is not even looked at.
    static let fileLimit = 1 << 30
    /// How large one release may be: GitLab caps descriptions at a million characters.
    static let documentLimit = 16 << 20
    /// From this size on a file is mapped rather than read, so that memory does not grow with it.
    ///
    /// A file that is cut while it is mapped ends the process, which leaves the ledger as it was; small files do not
    /// run that risk.
    private static let mappingThreshold = 1 << 20

    init(_ page: SnapshotSource.Page, known: (Digest) -> KnownDocument?) throws(SnapshotError) {
        let data = try Self.contents(of: page.path)
        let ranges: [Range<Int>]
        do throws(ScanError) {
            ranges = try JSONScanner.documents(in: data)
        } catch {
            throw SnapshotError(page.path, at: error.offset, .scan(error.reason))
        }
        digest = Digest(of: data)
        facts = SnapshotPage(name: page.name, sha256: digest.hex, byteCount: data.count)
        var documents: [ReadDocument] = []
        for range in ranges { documents.append(try Self.document(data[range], at: range.lowerBound, of: page, known)) }
        self.documents = documents
    }

    private static func contents(of path: String) throws(SnapshotError) -> Data {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size else { throw SnapshotError(path, .unreadableFile) }
        guard size <= fileLimit else { throw SnapshotError(path, .fileTooLarge(limit: fileLimit)) }
        do {
            return try Data(
                contentsOf: URL(fileURLWithPath: path), options: size > mappingThreshold ? .alwaysMapped : [])
        } catch {
            throw SnapshotError(path, .unreadableFile)
        }
    }

    private static func document(
        _ bytes: Data, at offset: Int, of page: SnapshotSource.Page, _ known: (Digest) -> KnownDocument?
    ) throws(SnapshotError) -> ReadDocument {
        guard bytes.count <= documentLimit else {
            throw SnapshotError(page.path, at: offset, .documentTooLarge(limit: documentLimit))
        }
        let digest = Digest(of: bytes)
        if let known = known(digest) {
            return ReadDocument(
                digest: digest, tag: known.tag, createdAt: known.createdAt, project: known.project, bytes: nil,
                file: page.path, offset: offset)
        }
        do throws(ReleaseDocumentError) {
            let release = try Release(decoding: bytes)
            return ReadDocument(
                digest: digest, tag: release.tag, createdAt: release.createdAt, project: release.project, bytes: bytes,
                file: page.path, offset: offset)
        } catch {
            throw SnapshotError(page.path, at: offset, .document(error))
        }
    }
}
