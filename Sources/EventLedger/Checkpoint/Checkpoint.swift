package import ReleaseModel
import Foundation

/// The head of a log at one size (C2SP tlog-checkpoint v1.0.0), without extension lines.
package struct Checkpoint: Sendable, Equatable {
    /// Names the log: the name of its key, a slash, the log's own name.
    package let origin: String
    /// How many entries the log has.
    package let size: Int
    /// The root of the Merkle tree over them.
    package let root: Digest

    package init(origin: String, size: Int, root: Digest) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a note; nil unless it is exactly what ``text`` writes.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, !lines[0].isEmpty, let size = Int(lines[1]), size >= 0,
            let bytes = Data(strictBase64: lines[2]), let root = Digest(rawBytes: Array(bytes))
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
        guard Array(self.text.utf8) == Array(text.utf8) else { return nil }
    }

    /// The three lines that are signed.
    package var text: String {
        "\(origin)\n\(size)\n\(Data(root.rawBytes).base64EncodedString())\n"
    }
}

/// A checkpoint whose signature has been found right under a key that came from outside.
package struct VerifiedCheckpoint: Sendable, Equatable {
    package let checkpoint: Checkpoint
    package let note: SignedNote

    /// Checks that the note is a checkpoint of the log that the key's name names, signed by that key.
    package init(_ note: SignedNote, by key: LogVerifierKey) throws(SignedNote.Fault) {
        guard let checkpoint = Checkpoint(text: try note.text(verifiedBy: key)), checkpoint.origin == key.name else {
            throw .malformed
        }
        self.checkpoint = checkpoint
        self.note = note
    }
}
