package import Foundation
package import ReleaseModel

/// A log that was handed over and found to be the one that its checkpoint signs.
package struct VerifiedLog: Sendable {
    package let head: VerifiedCheckpoint
    package let entries: [LogEntry]
    private let tree: MerkleTree

    package var checkpoint: Checkpoint { head.checkpoint }

    /// Throws unless the log continues an older one: the tree had its root when it had its size.
    package func mustContinue(_ older: Checkpoint) throws(LedgerFinding) {
        guard older.origin == checkpoint.origin, older.size <= tree.size, tree.root(size: older.size) == older.root
        else {
            throw .notContinued(origin: older.origin, signedSize: older.size, size: tree.size)
        }
    }

    fileprivate init(head: VerifiedCheckpoint, entries: [LogEntry], tree: MerkleTree) {
        self.head = head
        self.entries = entries
        self.tree = tree
    }
}

extension UnverifiedLog {
    /// The log, once its checkpoint is signed by the key and its tree is that of the entries.
    ///
    /// `key` may bear the name of the log already, as `log key` prints it, or only that of the signer.
    package func verified(by key: LogVerifierKey) throws(LedgerFinding) -> VerifiedLog {
        let (project, entries, tree) = try read()
        let head = try Self.verified(checkpoint, by: key.forLog(of: project), of: project)
        guard head.checkpoint.size == tree.size, head.checkpoint.root == tree.root else {
            throw .checkpoint(project: project.description, size: head.checkpoint.size, .otherRoot)
        }
        return VerifiedLog(head: head, entries: entries, tree: tree)
    }

    private func read() throws(LedgerFinding) -> (project: ProjectPath, entries: [LogEntry], tree: MerkleTree) {
        var tree = MerkleTree()
        var entries: [LogEntry] = []
        var newest: CaptureTime?
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            let name = entries.first?.project.description ?? "log"
            guard let entry = LogEntry(bytes: Data(line)), entry.project == entries.first?.project ?? entry.project
            else {
                throw .entry(project: name, number: tree.size, .unreadable)
            }
            if case .snapshot(let record) = entry {
                if let newest, !record.capturedAt.isAfter(newest) {
                    throw .entry(project: name, number: tree.size, .outOfOrder)
                }
                newest = record.capturedAt
            }
            entries.append(entry)
            tree.append(line)
        }
        guard let project = entries.first?.project else { throw .entry(project: "log", number: 0, .missing) }
        guard lines.last == UInt8(ascii: "\n") else {
            throw .entry(project: project.description, number: tree.size, .unreadable)
        }
        return (project, entries, tree)
    }

    /// The checkpoint of a project's log, once a key is found to have signed it.
    package static func verified(
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
