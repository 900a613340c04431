package import EventLedger
import ReleaseModel

/// What somebody outside the bundle holds of its log.
package enum TrustedLog: Sendable {
    /// The public key that signs the log's checkpoints.
    case key(LogVerifierKey)
    /// A checkpoint that was given to somebody when it was signed.
    case checkpoint(SignedNote)
}

extension BundleVerifier {
    /// Throws unless what is trusted from outside stands for the log; answers with what it shows.
    ///
    /// The key in a bundle is the choice of whoever signed the bundle: with a key of their own of the same name they can
    /// write another history. Nil where nothing was given from outside.
    func trust(in log: VerifiedLog, signedBy key: LogVerifierKey) throws -> String? {
        guard !trust.logs.isEmpty else { return nil }
        let keys = trust.logs.compactMap { if case .key(let key) = $0 { key.forLog(log.name) } else { nil } }
        let notes = trust.logs.compactMap { if case .checkpoint(let note) = $0 { note } else { nil } }
        // A former key of the log signs beside the key that takes over.
        let former = keys.first { $0 != key && log.head.note.isSigned(by: $0) }
        if !keys.isEmpty, !keys.contains(key), former == nil {
            throw VerificationFault.otherLogKey(found: key.description, trusted: keys.map(\.description))
        }
        let continued = try notes.compactMap { note throws -> Int? in
            // One of another log says nothing of this one; where no other is given, that is a failure.
            guard note.text.hasPrefix("\(key.name)\n") || trust.logs.count == 1 else { return nil }
            let older: VerifiedCheckpoint
            do {
                older = try VerifiedCheckpoint(note, by: former.map { note.isSigned(by: $0) ? $0 : key } ?? key)
            } catch {
                throw VerificationFault.checkpointOfOtherKey(found: key.description)
            }
            try log.mustContinue(older.checkpoint)
            return older.checkpoint.size
        }
        guard !keys.isEmpty || !continued.isEmpty else {
            throw VerificationFault.checkpointOfOtherKey(found: key.description)
        }
        let signer = keys.contains(key) ? "the log key given with --trust" : "the former log key given with --trust"
        return (keys.isEmpty ? [] : [signer])
            .appending(continued.max().map { "it continues the trusted checkpoint of \($0) entries" })
            .joined(separator: "; ")
    }
}

extension [String] {
    fileprivate func appending(_ text: String?) -> [String] { text.map { self + [$0] } ?? self }
}
