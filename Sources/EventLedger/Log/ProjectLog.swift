import Foundation
import GRDB
import ReleaseModel

/// The log of one project within a transaction that adds to it.
struct ProjectLog {
    private let id: Int64
    private let project: ProjectPath
    private var frontier: MerkleFrontier

    /// Finds the project, or enters it.
    init(of project: ProjectPath, in db: Database) throws {
        self.project = project
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id, log_size, log_frontier FROM project WHERE path = ?"),
            arguments: [project.description])
        if let row {
            let bytes: Data = row["log_frontier"]
            guard let frontier = MerkleFrontier(size: row["log_size"], bytes: bytes) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the head of a log cannot be read")
            }
            self.frontier = frontier
            id = row["id"]
        } else {
            try db.cachedStatement(sql: "INSERT INTO project (path, log_size, log_frontier) VALUES (?, 0, x'')")
                .execute(arguments: [project.description])
            frontier = MerkleFrontier()
            id = db.lastInsertedRowID
        }
    }

    /// Whether the snapshot is there; throws if another one of the same moment is.
    func holds(_ record: SnapshotRecord, in db: Database) throws -> Bool {
        let stored = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT digest FROM entry WHERE project_id = ? AND captured_at = ?"),
            arguments: [id, record.capturedAt.iso8601])
        guard let stored, let digest = Digest(rawBytes: Array(stored)) else { return false }
        guard digest == record.digest else {
            throw LedgerError.conflicting(
                project: project, capturedAt: record.capturedAt, stored: digest, offered: record.digest)
        }
        return true
    }

    /// Whether an entry of the very same bytes is there.
    func holds(_ entry: LogEntry, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM entry WHERE project_id = ? AND bytes = ?)"),
            arguments: [id, entry.bytes]) ?? false
    }

    /// The newest snapshot of the project; nil where there is none.
    func newestSnapshot(in db: Database) throws -> NewestSnapshot? {
        try NewestSnapshot.fetch(projectID: id, in: db)
    }

    /// Adds an entry that is no snapshot.
    mutating func append(_ entry: LogEntry, in db: Database) throws {
        try insert(entry, snapshot: nil, layout: nil, in: db)
    }

    /// Adds the entry of a snapshot.
    mutating func append(_ record: SnapshotRecord, layout: Int64, in db: Database) throws {
        try insert(.snapshot(record), snapshot: record, layout: layout, in: db)
    }

    private mutating func insert(
        _ entry: LogEntry, snapshot: SnapshotRecord?, layout: Int64?, in db: Database
    ) throws {
        let bytes = entry.bytes
        guard bytes.count <= LogEntry.largest else {
            throw LedgerError.entryTooLarge(project: project, size: bytes.count)
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO entry (project_id, number, bytes, captured_at, digest, releases, layout_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, frontier.size, bytes, snapshot?.capturedAt.iso8601, snapshot.map { Data($0.digest.rawBytes) },
            snapshot?.releaseCount, layout,
        ])
        frontier.append(leafHash: MerkleTree.leafHash(of: bytes))
    }

    /// Writes the head of the log as it stands after the entries added.
    func save(in db: Database) throws {
        try db.cachedStatement(sql: "UPDATE project SET log_size = ?, log_frontier = ? WHERE id = ?")
            .execute(arguments: [frontier.size, Data(frontier.bytes), id])
    }
}
