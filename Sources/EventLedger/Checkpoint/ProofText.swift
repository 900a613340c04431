package import Foundation
package import ReleaseModel

/// The written forms of proofs.
package enum ProofText {
    /// A C2SP tlog-proof: that one entry is in the log under the checkpoint.
    package static func inclusion(of entry: Int, proof: [Digest], under checkpoint: SignedNote) -> Data {
        Data("c2sp.org/tlog-proof@v1\nindex \(entry)\n\(lines(proof))\n".utf8) + checkpoint.bytes
    }

    /// The body of a C2SP tlog-witness request: that the log under the checkpoint continues that of the old size.
    package static func consistency(from old: Int, proof: [Digest], to checkpoint: SignedNote) -> Data {
        Data("old \(old)\n\(lines(proof))\n".utf8) + checkpoint.bytes
    }

    private static func lines(_ hashes: [Digest]) -> String {
        hashes.map { Data($0.rawBytes).base64EncodedString() + "\n" }.joined()
    }
}
