import GRDB
package import ReleaseModel

/// What a check went through without finding anything.
package struct CheckedLedger: Sendable, Equatable {
    package var projects = 0
    package var entries = 0
    package var snapshots = 0
    package var documents = 0
    package var attachments = 0
    package var checkpoints = 0
}

extension Ledger {
    /// Recomputes documents, snapshots, logs and checkpoints, and throws the first ``LedgerFinding``.
    ///
    /// Nothing that the ledger says is believed: digests are computed from bytes, files from documents, trees from
    /// entries. `expectations` are checkpoints from outside, which the log of the project must continue.
    package func check(continuing expectations: [ProjectPath: [VerifiedCheckpoint]] = [:]) throws -> CheckedLedger {
        do {
            return try database.read { db in
                try DatabaseCheck.run(in: db)
                var summary = CheckedLedger()
                let documents = try DocumentCheck.run(in: db)
                summary.documents = documents.count
                let attachments = try AttachmentCheck(of: db)
                summary.attachments = attachments.count
                var layouts = LayoutCheck(documents: documents)
                try layouts.run(in: db)
                var namedLayouts: Set<Int64> = []
                var namedAttachments: Set<Digest> = []
                for row in try Row.fetchAll(db, sql: "SELECT * FROM project ORDER BY path") {
                    var check = try LogCheck(of: row, layouts: layouts, attachments: attachments)
                    try check.run(in: db, continuing: expectations)
                    namedLayouts.formUnion(check.namedLayouts)
                    namedAttachments.formUnion(check.namedAttachments)
                    summary.projects += 1
                    summary.entries += check.entryCount
                    summary.snapshots += check.snapshotCount
                    summary.checkpoints += check.checkpointCount
                }
                try layouts.mustAllBeNamed(by: namedLayouts)
                try attachments.mustAllBeNamed(by: namedAttachments)
                return summary
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            throw LedgerFinding.database(error.message ?? "SQLite cannot read it")
        }
    }
}

/// Checks what SQLite keeps for itself, and that the tables are those of a ledger.
enum DatabaseCheck {
    static func run(in db: Database) throws {
        let answers = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
        guard answers == ["ok"] else { throw LedgerFinding.database(answers.joined(separator: "; ")) }
        if let table = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
            throw LedgerFinding.database("a row of \(table[0] as String? ?? "a table") names another that is not there")
        }
    }
}
