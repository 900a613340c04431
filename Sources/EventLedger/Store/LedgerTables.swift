import GRDB

/// Which tables, indexes, triggers and views a file has.
///
/// A trigger or a view of somebody else would decide what is read and written, whatever the program asks for.
struct LedgerTables: Equatable {
    private let definitions: [String]

    /// Those of a new ledger, made once in memory.
    private static let present = Result { try LedgerTables(after: LedgerSchema.steps) }

    init(in db: Database) throws {
        // Quoted, so that a text that became bytes is not taken for the same. What ANALYZE leaves decides nothing.
        definitions = try String.fetchAll(
            db,
            sql: """
                SELECT quote(type) || quote(name) || quote(tbl_name) || quote(sql) FROM sqlite_schema
                WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY 1
                """)
    }

    private init(after steps: [LedgerSchema.Step]) throws {
        self = try DatabaseQueue().write { db in
            try LedgerSchema.migrate(db, from: 0, steps: steps)
            return try LedgerTables(in: db)
        }
    }

    /// Throws unless the tables are exactly those that the first steps of a schema make.
    static func mustBeThose(ofVersion version: Int, of steps: [LedgerSchema.Step], in db: Database, path: String) throws
    {
        let known = LedgerSchema.version(after: steps)
        let isPresent = version == known && steps.count == LedgerSchema.steps.count
        let expected =
            try isPresent ? present.get() : LedgerTables(after: Array(steps.prefix(version - LedgerSchema.oldest + 1)))
        guard try LedgerTables(in: db) == expected else {
            throw LedgerError.notALedger(
                path: path,
                detail: "its tables, triggers and views are not exactly those of format \(version)")
        }
    }
}
