package import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// All projects, in order of their paths.
    package func projects() throws(LedgerError) -> [ProjectPath] {
        try translatingErrors(path) {
            try database.read { db in
                try String.fetchAll(db, sql: "SELECT path FROM project ORDER BY path").compactMap { ProjectPath($0) }
            }
        }
    }

    /// What the ledger holds of a document beside its bytes; nil where it does not hold it.
    package func document(_ digest: Digest) throws(LedgerError) -> LedgerDocument? {
        try translatingErrors(path) {
            try database.read { db in
                let row = try Row.fetchOne(
                    db, sql: "SELECT tag, created_at, named_project FROM document WHERE digest = ?",
                    arguments: [Data(digest.rawBytes)])
                guard let row, let createdAt = Instant(text: row["created_at"] as String) else { return nil }
                let project: String? = row["named_project"]
                return LedgerDocument(
                    digest: digest, tag: row["tag"], createdAt: createdAt,
                    namedProject: project.flatMap { ProjectPath($0) }, bytes: nil)
            }
        }
    }

    /// The bytes of a document as GitLab answered them.
    package func bytes(of digest: Digest) throws(LedgerError) -> Data {
        try translatingErrors(path) {
            try database.read { db in
                guard
                    let bytes = try Data.fetchOne(
                        db, sql: "SELECT bytes FROM document WHERE digest = ?", arguments: [Data(digest.rawBytes)])
                else { throw LedgerError.missingDocument(digest) }
                return bytes
            }
        }
    }

    /// Hands over the snapshots of a project, oldest first, one at a time, for as long as `body` asks for more.
    ///
    /// Throws ``LedgerError/unknownProject(_:known:)``, or whatever `body` throws.
    package func forEachSnapshot(of project: ProjectPath, _ body: (SnapshotRecord) throws -> Bool) throws {
        let known = try projects()
        guard known.contains(project) else { throw LedgerError.unknownProject(project, known: known) }
        var last: Int64 = 0
        while let (id, record) = try translatingErrors(path, { try snapshot(of: project, after: last) }) {
            guard try body(record) else { return }
            last = id
        }
    }

    private func snapshot(of project: ProjectPath, after id: Int64) throws -> (Int64, SnapshotRecord)? {
        try database.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT snapshot.id, captured_at, snapshot.digest, facts, documents
                    FROM snapshot JOIN project ON project.id = project_id
                        JOIN document_order ON document_order.id = order_id
                    WHERE path = ? AND snapshot.id > ? ORDER BY snapshot.id LIMIT 1
                    """,
                arguments: [project.description, id])
            guard let row else { return nil }
            return (row["id"], try Self.record(from: row, project: project))
        }
    }

    private static func record(from row: Row, project: ProjectPath) throws -> SnapshotRecord {
        let facts = try SnapshotFacts(json: row["facts"])
        let digest: Data = row["digest"]
        let list: Data = row["documents"]
        let bytes = [UInt8](list)
        guard let capturedAt = CaptureTime(text: row["captured_at"] as String),
            let digest = Digest(rawBytes: [UInt8](digest)), bytes.count.isMultiple(of: 32)
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a snapshot's row cannot be read") }
        return SnapshotRecord(
            project: project, capturedAt: capturedAt, digest: digest, pages: facts.pages, window: facts.window,
            gitlabVersion: facts.gitlabVersion,
            documents: stride(from: 0, to: bytes.count, by: 32).compactMap {
                Digest(rawBytes: Array(bytes[$0..<($0 + 32)]))
            })
    }
}
