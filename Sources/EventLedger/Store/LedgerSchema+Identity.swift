import Foundation
import GRDB
import ReleaseModel

extension LedgerSchema {
    /// Tells projects by GitLab and number, keeps each path that one ever had, and the kind of each entry.
    static let tellProjectsApart: Step = { db in
        try db.execute(
            sql: """
                ALTER TABLE project ADD COLUMN server TEXT;
                ALTER TABLE project ADD COLUMN number INTEGER;
                ALTER TABLE project ADD COLUMN continued_by INTEGER REFERENCES project (id);
                ALTER TABLE document ADD COLUMN project_number INTEGER;
                ALTER TABLE entry ADD COLUMN kind TEXT NOT NULL DEFAULT '';

                CREATE TABLE project_path (
                    id INTEGER PRIMARY KEY,
                    project_id INTEGER NOT NULL REFERENCES project (id),
                    number INTEGER NOT NULL,
                    path TEXT NOT NULL,
                    folded TEXT NOT NULL,
                    UNIQUE (project_id, number)
                ) STRICT;

                CREATE INDEX project_path_by_name ON project_path (folded);
                CREATE INDEX project_by_number ON project (number) WHERE number IS NOT NULL;
                CREATE INDEX entry_of_kind ON entry (project_id, kind, number) WHERE layout_id IS NULL;

                UPDATE entry SET kind = coalesce(json_extract(CAST(bytes AS TEXT), '$.entry'), '');
                """)
        for row in try Row.fetchAll(db, sql: "SELECT id, path FROM project ORDER BY id") {
            let path: String = row["path"]
            try db.execute(
                sql: "INSERT INTO project_path (project_id, number, path, folded) VALUES (?, 0, ?, ?)",
                arguments: [row["id"] as Int64, path, ProjectPath(path)?.folded ?? path])
        }
        try tellNumbersOfDocuments(in: db)
    }

    /// Reads GitLab's number of the project out of the documents whose milestones tell it.
    private static func tellNumbersOfDocuments(in db: Database) throws {
        let rows = try Int64.fetchAll(
            db, sql: "SELECT id FROM document WHERE instr(bytes, CAST('\"project_id\"' AS BLOB)) > 0")
        for id in rows {
            let bytes = try Data.fetchOne(db, sql: "SELECT bytes FROM document WHERE id = ?", arguments: [id])
            // A document that cannot be read is found by a check of the ledger; it tells nothing here.
            guard let number = bytes.flatMap({ try? Release(decoding: $0) })?.projectNumber else { continue }
            try db.execute(sql: "UPDATE document SET project_number = ? WHERE id = ?", arguments: [number, id])
        }
    }
}
