package import Foundation
import ReleaseModel

/// A log that was handed over, entries and a checkpoint, of which nothing is believed yet.
package struct UnverifiedLog: Sendable {
    private let lines: Data
    private let checkpoint: Data

    package init(lines: Data, checkpoint: Data) {
        self.lines = lines
        self.checkpoint = checkpoint
    }

    /// The checkpoint, once it is signed by the key, its tree is that of the lines, and it continues the older ones.
    package func verified(
        by key: LogVerifierKey, continuing older: [SignedNote] = []
    ) throws(LedgerFinding) -> VerifiedCheckpoint {
        var tree = MerkleTree()
        var project: ProjectPath?
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            guard let entry = LogEntry(bytes: Data(line)), project == nil || entry.project == project else {
                throw .entry(project: project?.description ?? "log", number: tree.size, .unreadable)
            }
            project = entry.project
            tree.append(line)
        }
        guard let project else { throw .entry(project: "log", number: 0, .missing) }
        guard lines.last == UInt8(ascii: "\n") else {
            throw .entry(project: project.description, number: tree.size, .unreadable)
        }
        let verifier = key.forLog(of: project)
        let head = try Self.verified(checkpoint, by: verifier, of: project)
        guard head.checkpoint.size == tree.size, head.checkpoint.root == tree.root else {
            throw .checkpoint(project: project.description, size: head.checkpoint.size, .otherRoot)
        }
        for note in older {
            let old = try Self.verified(note.bytes, by: verifier, of: project).checkpoint
            guard old.size <= tree.size, tree.root(size: old.size) == old.root else {
                throw .notContinued(origin: old.origin, signedSize: old.size, size: tree.size)
            }
        }
        return head
    }

    private static func verified(
        _ bytes: Data, by key: LogVerifierKey, of project: ProjectPath
    ) throws(LedgerFinding) -> VerifiedCheckpoint {
        do {
            let note = try SignedNote(bytes: bytes)
            guard note.bytes == bytes else { throw SignedNote.Fault.malformed }
            return try VerifiedCheckpoint(note, by: key)
        } catch {
            throw .signature(project: project.description, (error as? SignedNote.Fault) ?? .malformed)
        }
    }
}
