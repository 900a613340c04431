package import Foundation
package import ReleaseModel

/// A log that was handed over and found to be the one that its checkpoint signs.
package struct VerifiedLog: Sendable {
    package let head: VerifiedCheckpoint
    package let entries: [LogEntry]
    /// What the log is called.
    package let name: LogName
    /// The paths and the identity that the entries give the project.
    package let subject: LogSubject
    private let tree: MerkleTree

    package var checkpoint: Checkpoint { head.checkpoint }

    /// Throws unless the log continues an older one: the tree had its root when it had its size.
    package func mustContinue(_ older: Checkpoint) throws(LedgerFinding) {
        guard older.origin == checkpoint.origin, older.size <= tree.size, tree.root(size: older.size) == older.root
        else {
            throw .notContinued(origin: older.origin, signedSize: older.size, size: tree.size)
        }
    }

    fileprivate init(
        head: VerifiedCheckpoint, entries: [LogEntry], name: LogName, subject: LogSubject, tree: MerkleTree
    ) {
        self.head = head
        self.entries = entries
        self.name = name
        self.subject = subject
        self.tree = tree
    }
}

extension UnverifiedLog {
    /// The log, once its checkpoint is signed by the key and its tree is that of the entries.
    ///
    /// `key` may bear the name of the log already, as `log key` prints it, or only that of the signer.
    package func verified(by key: LogVerifierKey) throws(LedgerFinding) -> VerifiedLog {
        let (subject, entries, tree) = try read()
        let origin = checkpoint.prefix { $0 != UInt8(ascii: "\n") }
        guard let name = subject.name(inOrigin: String(decoding: origin, as: UTF8.self)) ?? subject.names.first else {
            throw .entry(project: "log", number: 0, .missing)
        }
        let head = try Self.verified(checkpoint, by: key.forLog(name), of: name)
        guard head.checkpoint.size == tree.size, head.checkpoint.root == tree.root else {
            throw .checkpoint(project: name.description, size: head.checkpoint.size, .otherRoot)
        }
        return VerifiedLog(head: head, entries: entries, name: name, subject: subject, tree: tree)
    }

    private func read() throws(LedgerFinding) -> (subject: LogSubject, entries: [LogEntry], tree: MerkleTree) {
        var subject = LogSubject()
        var tree = MerkleTree()
        var entries: [LogEntry] = []
        var newest: CaptureTime?
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            let name = entries.first?.project.description ?? "log"
            guard let entry = LogEntry(bytes: Data(line)) else {
                throw .entry(project: name, number: tree.size, .unreadable)
            }
            guard subject.take(entry) else { throw .entry(project: name, number: tree.size, .otherProject) }
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
        return (subject, entries, tree)
    }

    /// The checkpoint of a project's log, once a key is found to have signed it.
    package static func verified(
        _ bytes: Data, by key: LogVerifierKey, of log: LogName
    ) throws(LedgerFinding) -> VerifiedCheckpoint {
        do {
            let note = try SignedNote(bytes: bytes)
            guard note.bytes == bytes else { throw SignedNote.Fault.malformed }
            return try VerifiedCheckpoint(note, by: key)
        } catch {
            throw .signature(project: log.description, (error as? SignedNote.Fault) ?? .malformed)
        }
    }
}
