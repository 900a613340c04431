import GRDB

/// The tables of the ledger, version by version.
enum LedgerSchema {
    /// The version that this program writes, kept in SQLite's `user_version`.
    static let version = 1

    /// Marks the file as a ledger, kept in SQLite's `application_id`: "rlsa".
    static let applicationID = 0x726c_7361

    /// Creates the tables in an empty file, or brings an older file forward.
    static func migrate(_ db: Database, from found: Int) throws {
        if found < 1 { try createFirstVersion(db) }
        try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
    }

    private static func createFirstVersion(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE project (
                    id INTEGER PRIMARY KEY,
                    path TEXT NOT NULL UNIQUE
                ) STRICT;

                -- Every distinct release document once, with what must be known of it without decoding it again.
                CREATE TABLE document (
                    id INTEGER PRIMARY KEY,
                    digest BLOB NOT NULL UNIQUE,
                    tag TEXT NOT NULL,
                    created_at TEXT NOT NULL,
                    named_project TEXT,
                    bytes BLOB NOT NULL
                ) STRICT;

                -- An order of documents; nights on which nothing changed share one.
                CREATE TABLE document_order (
                    id INTEGER PRIMARY KEY,
                    digest BLOB NOT NULL UNIQUE,
                    documents BLOB NOT NULL
                ) STRICT;

                CREATE TABLE snapshot (
                    id INTEGER PRIMARY KEY,
                    project_id INTEGER NOT NULL REFERENCES project (id),
                    captured_at TEXT NOT NULL,
                    digest BLOB NOT NULL,
                    order_id INTEGER NOT NULL REFERENCES document_order (id),
                    facts TEXT NOT NULL,
                    UNIQUE (project_id, captured_at)
                ) STRICT;
                """)
    }
}
