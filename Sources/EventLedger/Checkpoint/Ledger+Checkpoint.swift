package import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// Signs the head of a project's log and stores the checkpoint; the one stored last if nothing was added since.
    ///
    /// The head is computed from the entries, and must continue every checkpoint that was ever signed: C2SP
    /// tlog-checkpoint forbids a log to sign two that do not fit together. Throws ``LedgerError/inconsistent(_:)``.
    package func signCheckpoint(of project: ProjectPath, with key: LogSigningKey) throws -> VerifiedCheckpoint {
        guard let verifier = key.verifier?.forLog(of: project) else {
            throw LedgerError.damaged("the name of the log key cannot be one")
        }
        let known = try projects()
        return try translatingErrors(path) {
            try database.write { db in
                guard let id = try Self.projectID(of: project, in: db) else {
                    throw LedgerError.unknownProject(project, known: known)
                }
                let tree = try Self.tree(ofProject: id, project, in: db)
                let earlier = try StoredCheckpoint.fetchAll(ofProject: id, in: db)
                for checkpoint in earlier { try checkpoint.mustBeContinued(by: tree, of: project) }
                if let last = earlier.last(where: { $0.key == verifier }), last.checkpoint.size == tree.size {
                    return try VerifiedCheckpoint(last.note, by: verifier)
                }
                let head = Checkpoint(origin: verifier.name, size: tree.size, root: tree.root)
                let note = try SignedNote(head.text, signedBy: key, as: verifier)
                try db.execute(
                    sql: "INSERT INTO checkpoint (project_id, size, key, note) VALUES (?, ?, ?, ?)",
                    arguments: [id, tree.size, verifier.description, String(decoding: note.bytes, as: UTF8.self)])
                return try VerifiedCheckpoint(note, by: verifier)
            }
        }
    }

    /// The checkpoint that was signed last, with the key that the ledger says signed it; nil where there is none.
    package func newestCheckpoint(of project: ProjectPath) throws(LedgerError) -> StoredCheckpoint? {
        try checkpoints(of: project).last
    }

    /// The newest checkpoint that a key signed: whoever can write the ledger can put one of another key there.
    package func newestCheckpoint(
        of project: ProjectPath, signedBy key: LogVerifierKey
    ) throws(LedgerError) -> StoredCheckpoint? {
        let key = key.forLog(of: project)
        return try checkpoints(of: project).last { $0.key == key }
    }

    /// All checkpoints of a project's log, by whichever keys, in the order in which they were stored.
    package func checkpoints(of project: ProjectPath) throws(LedgerError) -> [StoredCheckpoint] {
        try reading { db in
            guard let id = try Self.projectID(of: project, in: db) else { return [] }
            return try StoredCheckpoint.fetchAll(ofProject: id, in: db)
        }
    }

    /// The Merkle tree over all entries of a project.
    package func tree(of project: ProjectPath) throws -> MerkleTree {
        let known = try projects()
        return try reading { db in
            guard let id = try Self.projectID(of: project, in: db) else {
                throw LedgerError.unknownProject(project, known: known)
            }
            return try Self.tree(ofProject: id, project, in: db)
        }
    }

    /// Hands over the canonical bytes of each entry of a project, in order.
    package func forEachEntry(of project: ProjectPath, _ body: (Data) throws -> Void) throws {
        try translatingErrors(path) {
            try database.read { db in
                guard let id = try Self.projectID(of: project, in: db) else { return }
                try Self.forEachEntry(ofProject: id, project, in: db, body)
            }
        }
    }

    private static func tree(ofProject id: Int64, _ project: ProjectPath, in db: Database) throws -> MerkleTree {
        var tree = MerkleTree()
        try forEachEntry(ofProject: id, project, in: db) { tree.append($0) }
        return tree
    }

    static func forEachEntry(
        ofProject id: Int64, _ project: ProjectPath, in db: Database, _ body: (Data) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT number, bytes FROM entry WHERE project_id = ? ORDER BY number"),
            arguments: [id])
        var expected = 0
        while let row = try rows.next() {
            guard row["number"] == expected else {
                throw LedgerError.damaged("entry \(expected) of \(project) is missing")
            }
            try body(row["bytes"])
            expected += 1
        }
    }
}

/// A checkpoint as the ledger keeps it; the key beside it vouches for nothing but that the row is whole.
package struct StoredCheckpoint: Sendable, Equatable {
    package let checkpoint: Checkpoint
    package let key: LogVerifierKey
    package let note: SignedNote

    static func fetchAll(ofProject id: Int64, in db: Database) throws -> [StoredCheckpoint] {
        try Row.fetchAll(
            db, sql: "SELECT size, key, note FROM checkpoint WHERE project_id = ? ORDER BY id", arguments: [id]
        ).map { row in
            guard let stored = try? StoredCheckpoint(row) else {
                throw LedgerError.damaged("a stored checkpoint of size \(row["size"] as Int) cannot be read")
            }
            return stored
        }
    }

    /// Reads a row; throws where its parts do not fit.
    init(_ row: Row) throws {
        let text: String = row["note"]
        guard let key = LogVerifierKey(text: row["key"] as String) else { throw SignedNote.Fault.malformed }
        let verified = try VerifiedCheckpoint(SignedNote(bytes: Data(text.utf8)), by: key)
        guard verified.checkpoint.size == row["size"], verified.note.bytes == Data(text.utf8) else {
            throw SignedNote.Fault.malformed
        }
        self.init(checkpoint: verified.checkpoint, key: key, note: verified.note)
    }

    private init(checkpoint: Checkpoint, key: LogVerifierKey, note: SignedNote) {
        self.checkpoint = checkpoint
        self.key = key
        self.note = note
    }

    /// Throws ``LedgerError/inconsistent(project:signedSize:size:)`` unless the tree had the signed root at the signed size.
    package func mustBeContinued(by tree: MerkleTree, of project: ProjectPath) throws(LedgerError) {
        guard checkpoint.size <= tree.size, tree.root(size: checkpoint.size) == checkpoint.root else {
            throw .inconsistent(project: project, signedSize: checkpoint.size, size: tree.size)
        }
    }
}
