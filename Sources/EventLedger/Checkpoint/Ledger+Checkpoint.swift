package import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// Signs the head of a project's log and stores the checkpoint; the one stored last if nothing was added since.
    ///
    /// The head is computed from the entries, and must continue every checkpoint that was ever signed: C2SP
    /// tlog-checkpoint forbids a log to sign two that do not fit together. Throws ``LedgerError/inconsistent(_:)``.
    ///
    /// - Parameter former: The key that the log had before: it signs as well, so that whoever trusts it can trust the new
    ///   one. Both have one name.
    package func signCheckpoint(
        of reference: some ProjectReference, with key: LogSigningKey, handedOverBy former: LogSigningKey? = nil
    ) throws -> VerifiedCheckpoint {
        let project = try project(reference)
        let keys = [key, former].compactMap { $0 }.compactMap { key in
            key.verifier.map { (key: key, verifier: $0.forLog(project.log)) }
        }
        guard let verifier = keys.first?.verifier, keys.allSatisfy({ $0.verifier.name == verifier.name }) else {
            throw LedgerError.damaged("the name of the log key cannot be one")
        }
        let id = project.id
        return try translatingErrors(path) {
            try database.write { db in
                let tree = try Self.tree(of: project, in: db)
                let earlier = try StoredCheckpoint.fetchAll(ofProject: id, in: db)
                for checkpoint in earlier { try checkpoint.mustBeContinued(by: tree, of: project.path) }
                if let last = earlier.last(where: { $0.key == verifier }), last.checkpoint.size == tree.size,
                    keys.allSatisfy({ last.note.isSigned(by: $0.verifier) })
                {
                    return try VerifiedCheckpoint(last.note, by: verifier)
                }
                let head = Checkpoint(origin: verifier.name, size: tree.size, root: tree.root)
                let note = try SignedNote(head.text, signedBy: keys)
                try db.execute(
                    sql: "INSERT INTO checkpoint (project_id, size, key, note) VALUES (?, ?, ?, ?)",
                    arguments: [id, tree.size, verifier.description, String(decoding: note.bytes, as: UTF8.self)])
                return try VerifiedCheckpoint(note, by: verifier)
            }
        }
    }

    /// The checkpoint that was signed last, with the key that the ledger says signed it; nil where there is none.
    package func newestCheckpoint(of project: some ProjectReference) throws(LedgerError) -> StoredCheckpoint? {
        try checkpoints(of: project).last
    }

    /// The newest checkpoint that a key signed: whoever can write the ledger can put one of another key there.
    package func newestCheckpoint(
        of project: LedgerProject, signedBy key: LogVerifierKey
    ) throws(LedgerError) -> StoredCheckpoint? {
        let key = key.forLog(project.log)
        return try checkpoints(of: project).last { $0.key == key }
    }

    /// All checkpoints of a project's log, by whichever keys, in the order in which they were stored.
    package func checkpoints(of project: some ProjectReference) throws(LedgerError) -> [StoredCheckpoint] {
        try reading { db in
            guard let id = try Self.find(project, in: db)?.id else { return [] }
            return try StoredCheckpoint.fetchAll(ofProject: id, in: db)
        }
    }

    /// The Merkle tree over all entries of a project.
    package func tree(of reference: some ProjectReference) throws -> MerkleTree {
        let project = try project(reference)
        return try reading { db in try Self.tree(of: project, in: db) }
    }

    /// Hands over the canonical bytes of each entry of a project, in order.
    package func forEachEntry(of project: some ProjectReference, _ body: (Data) throws -> Void) throws {
        try translatingErrors(path) {
            try database.read { db in
                guard let project = try Self.find(project, in: db) else { return }
                try Self.forEachEntry(of: project, in: db, body)
            }
        }
    }

    private static func tree(of project: LedgerProject, in db: Database) throws -> MerkleTree {
        var tree = MerkleTree()
        try forEachEntry(of: project, in: db) { tree.append($0) }
        return tree
    }

    static func forEachEntry(
        of project: LedgerProject, in db: Database, _ body: (Data) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT number, bytes FROM entry WHERE project_id = ? ORDER BY number"),
            arguments: [project.id])
        var expected = 0
        while let row = try rows.next() {
            guard row["number"] == expected else {
                throw LedgerError.damaged("entry \(expected) of \(project.path) is missing")
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
