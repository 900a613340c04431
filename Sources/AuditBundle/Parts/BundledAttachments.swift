import EventLedger
import Foundation
import ReleaseModel

/// The bytes that entries of the log name by digest, besides release documents; the form is told in <doc:BundleFormat>.
struct BundledAttachments: Sendable, Equatable {
    static let folder = "data/ledger/attachments/"

    private let list: [Digest: Data]

    /// All attachments that a log names.
    init(of log: VerifiedLog, bytes: (Digest) throws -> Data) throws {
        var list: [Digest: Data] = [:]
        for digest in log.entries.flatMap(\.attachments) where list[digest] == nil { list[digest] = try bytes(digest) }
        self.list = list
    }

    /// Reads them out of a bag; throws unless they are all that the log names, each with its digest, and no others.
    init(_ bag: SealedBag, _ log: VerifiedLog) throws {
        try self.init(of: log) { digest in
            let bytes = try bag.file(Self.path(of: digest))
            guard Digest(of: bytes) == digest else { throw BundleFault.otherAttachment(digest) }
            return bytes
        }
        let others = bag.files.keys.filter { $0.hasPrefix(Self.folder) && files[$0] == nil }
        if let path = others.min() { throw VerificationFault.surplus(path) }
    }

    var count: Int { list.count }

    func bytes(of digest: Digest) throws -> Data {
        guard let bytes = list[digest] else { throw BundleFault.missingAttachment(digest) }
        return bytes
    }

    /// One file for each, named by its digest, so that `sha256sum` alone can check it.
    var files: [String: Data] {
        Dictionary(uniqueKeysWithValues: list.map { (Self.path(of: $0), $1) })
    }

    private static func path(of digest: Digest) -> String { folder + digest.hex }
}
