import GRDB

/// The tables of the ledger, version by version.
///
/// What each of them holds, and why, is told in the article <doc:LedgerFile>.
enum LedgerSchema {
    /// Brings a file from one version to the next.
    typealias Step = @Sendable (Database) throws -> Void

    /// The first version that is carried forward; version 1 did not keep the bytes between the documents.
    static let oldest = 2

    /// The steps from an empty file to the present version; the first makes version ``oldest``.
    static let steps: [Step] = [createFirstTables, createAttachments, tellProjectsApart]

    /// The version that this program writes, kept in SQLite's `user_version`.
    static var version: Int { version(after: steps) }

    static func version(after steps: [Step]) -> Int { oldest - 1 + steps.count }

    /// Marks the file as a ledger, kept in SQLite's `application_id`: "rlsa".
    static let applicationID = 0x726c_7361

    /// Creates the tables in an empty file, or brings an older file forward; within the caller's transaction.
    static func migrate(_ db: Database, from found: Int, steps: [Step]) throws {
        let done = found == 0 ? 0 : found - oldest + 1
        for step in steps.dropFirst(done) { try step(db) }
        try db.execute(
            sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version(after: steps))")
    }

    private static let createFirstTables: Step = { db in
        try db.execute(
            sql: """
                CREATE TABLE project (
                    id INTEGER PRIMARY KEY,
                    path TEXT NOT NULL UNIQUE,
                    log_size INTEGER NOT NULL,
                    log_frontier BLOB NOT NULL
                ) STRICT;

                CREATE TABLE document (
                    id INTEGER PRIMARY KEY,
                    digest BLOB NOT NULL UNIQUE,
                    tag TEXT NOT NULL,
                    created_at TEXT NOT NULL,
                    named_project TEXT,
                    bytes BLOB NOT NULL
                ) STRICT;

                CREATE TABLE layout (
                    id INTEGER PRIMARY KEY,
                    bytes BLOB NOT NULL
                ) STRICT;

                CREATE TABLE entry (
                    id INTEGER PRIMARY KEY,
                    project_id INTEGER NOT NULL REFERENCES project (id),
                    number INTEGER NOT NULL,
                    bytes BLOB NOT NULL,
                    captured_at TEXT,
                    digest BLOB,
                    releases INTEGER,
                    layout_id INTEGER REFERENCES layout (id),
                    UNIQUE (project_id, number)
                ) STRICT;

                CREATE UNIQUE INDEX entry_of_snapshot ON entry (project_id, captured_at)
                    WHERE captured_at IS NOT NULL;

                CREATE TABLE checkpoint (
                    id INTEGER PRIMARY KEY,
                    project_id INTEGER NOT NULL REFERENCES project (id),
                    size INTEGER NOT NULL,
                    key TEXT NOT NULL,
                    note TEXT NOT NULL
                ) STRICT;
                """)
    }

    private static let createAttachments: Step = { db in
        try db.execute(
            sql: """
                CREATE TABLE attachment (
                    id INTEGER PRIMARY KEY,
                    digest BLOB NOT NULL UNIQUE,
                    bytes BLOB NOT NULL
                ) STRICT;
                """)
    }
}
