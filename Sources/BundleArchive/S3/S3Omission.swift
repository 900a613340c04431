import ReleaseModel
import Synchronization

/// What a server turned out not to know, so that it is done without from then on.
///
/// The contract holds all the same, because whatever is stored is read back by its version: what is lost is named in the
/// receipt. A lock is never left out.
final class S3Omissions: Sendable {
    private let known = Mutex<Set<ArchiveReceipt.Omission>>([])

    var all: Set<ArchiveReceipt.Omission> { known.withLock { $0 } }

    func has(_ omission: ArchiveReceipt.Omission) -> Bool { all.contains(omission) }

    func add(_ omission: ArchiveReceipt.Omission) { known.withLock { _ = $0.insert(omission) } }

    /// Does something again and again, each time without one more of what the server may not know; throws its first refusal
    /// where that changes nothing.
    func retrying<Value: Sendable>(
        leavingOut candidates: [ArchiveReceipt.Omission], _ body: () async throws -> Value
    ) async throws -> Value {
        var first: ArchiveFault?
        var tried: [ArchiveReceipt.Omission] = []
        while true {
            do {
                return try await body()
            } catch ArchiveFault.refused(let refusal) {
                let left = candidates.filter { !has($0) }
                guard let next = refusal.unknown(among: left) else {
                    // What was left out in vain is known to the server for all that is to be seen.
                    known.withLock { $0.subtract(tried) }
                    throw first ?? .refused(refusal)
                }
                first = first ?? .refused(refusal)
                tried.append(next)
                add(next)
            }
        }
    }
}

extension ArchiveReceipt.Omission {
    /// The field of a request by which servers name it in a refusal.
    fileprivate var headers: [String] {
        switch self {
        case .checksum: ["x-amz-checksum-sha256", "x-amz-checksum-algorithm", "x-amz-sdk-checksum-algorithm"]
        case .condition: ["if-none-match"]
        case .versionList: []
        }
    }
}

extension ArchiveFault.Refusal {
    /// Whether the server may not know something of the request, rather than refuse what is asked.
    private var isAboutForm: Bool {
        switch status {
        case 501, 405: true
        // Amazon has these codes for other things too; trying without is then refused in the same way.
        case 400: ["", "InvalidArgument", "InvalidRequest", "NotImplemented", "UnsupportedHeader"].contains(code)
        default: false
        }
    }

    /// What to try without; nil where none of it can be the matter.
    fileprivate func unknown(among candidates: [ArchiveReceipt.Omission]) -> ArchiveReceipt.Omission? {
        guard isAboutForm, !isAboutLock else { return nil }
        let words = "\(header) \(message)".lowercased()
        return candidates.first { $0.headers.contains { words.contains($0) } } ?? candidates.first
    }

    /// Whether it is the lock that the server does not know.
    var isAboutLock: Bool { "\(header) \(message)".lowercased().contains("object-lock") }
}
