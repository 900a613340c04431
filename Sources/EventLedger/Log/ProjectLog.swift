import Foundation
import GRDB
import ReleaseModel

/// The log of one project within a transaction that adds to it.
struct ProjectLog {
    let id: Int64
    let name: LogName
    /// The path that the next entry bears.
    private(set) var project: ProjectPath
    private(set) var identity: ProjectIdentity
    private var frontier: MerkleFrontier

    /// The log of a project that the ledger knows.
    init(of project: LedgerProject, in db: Database) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT log_size, log_frontier FROM project WHERE id = ?"), arguments: [project.id])
        guard let row, let frontier = MerkleFrontier(size: row["log_size"], bytes: row["log_frontier"] as Data) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the head of a log cannot be read")
        }
        (id, name, self.project, identity) = (project.id, project.log, project.path, project.identity)
        self.frontier = frontier
    }

    /// Enters a project that begins under a path.
    init(beginning name: LogName, of project: ProjectPath, in db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO project (path, log_size, log_frontier) VALUES (?, 0, x'')")
            .execute(arguments: [name.description])
        (id, self.name, self.project, identity) = (db.lastInsertedRowID, name, project, .unknown)
        frontier = MerkleFrontier()
        try enterPath(in: db)
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
        if case .projectRenamed(let rename) = entry {
            project = rename.to
            try enterPath(in: db)
            if rename.basis == .stated { try keep(rename.identity, in: db) }
        }
        try insert(entry, snapshot: nil, layout: nil, in: db)
    }

    /// Adds the entry of a snapshot, which tells of the project's identity what no entry before told.
    mutating func append(_ record: SnapshotRecord, layout: Int64, in db: Database) throws {
        let known = identity
        let new = ProjectIdentity(
            server: known.server == nil ? record.identity.server : nil,
            number: known.number == nil ? record.identity.number : nil)
        let entered = record.told(of: project, new)
        try insert(.snapshot(entered), snapshot: entered, layout: layout, in: db)
        if !new.isUnknown { try keep(known.completed(by: new), in: db) }
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
                INSERT INTO entry (project_id, number, bytes, captured_at, digest, releases, layout_id, kind)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, frontier.size, bytes, snapshot?.capturedAt.iso8601, snapshot.map { Data($0.digest.rawBytes) },
            snapshot?.releaseCount, layout, entry.kind.rawValue,
        ])
        frontier.append(leafHash: MerkleTree.leafHash(of: bytes))
    }

    /// Keeps the path beside the log, for the entry that is added next and those after it.
    private func enterPath(in db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO project_path (project_id, number, path, folded) VALUES (?, ?, ?, ?)")
            .execute(arguments: [id, frontier.size, project.description, project.folded])
    }

    private mutating func keep(_ identity: ProjectIdentity, in db: Database) throws {
        self.identity = identity
        try db.cachedStatement(sql: "UPDATE project SET server = ?, number = ? WHERE id = ?")
            .execute(arguments: [identity.server?.description, identity.number, id])
    }

    /// Writes the head of the log as it stands after the entries added.
    func save(in db: Database) throws {
        try db.cachedStatement(sql: "UPDATE project SET log_size = ?, log_frontier = ? WHERE id = ?")
            .execute(arguments: [frontier.size, Data(frontier.bytes), id])
    }
}
