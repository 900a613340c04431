package import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// All projects, in order of their paths.
    package func projects() throws(LedgerError) -> [ProjectPath] {
        try reading { db in
            try String.fetchAll(db, sql: "SELECT path FROM project ORDER BY path").compactMap { ProjectPath($0) }
        }
    }

    /// What the ledger holds of a document; nil where it does not hold it.
    package func identity(of digest: Digest) throws(LedgerError) -> DocumentIdentity? {
        // One statement needs no transaction of its own, which would take several times as long.
        try readingOneStatement { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT tag, created_at, named_project FROM document WHERE digest = ?"),
                arguments: [Data(digest.rawBytes)])
            guard let row, let createdAt = Instant(text: row["created_at"] as String) else { return nil }
            let project: String? = row["named_project"]
            return DocumentIdentity(
                tag: row["tag"], createdAt: createdAt, project: project.flatMap { ProjectPath($0) })
        }
    }

    /// The tags of all releases that any snapshot of a project ever showed.
    package func tags(of project: ProjectPath) throws(LedgerError) -> ByText<Void> {
        try readingOneStatement { db in
            let tags = try String.fetchAll(
                db.cachedStatement(
                    sql: "SELECT DISTINCT tag FROM document WHERE named_project = ? OR named_project IS NULL"),
                arguments: [project.description])
            return ByText(tags.map { ($0, ()) })
        }
    }

    /// The bytes of a document as GitLab answered them.
    package func bytes(of digest: Digest) throws(LedgerError) -> Data {
        try readingOneStatement { db in try Self.bytes(of: digest, in: db) }
    }

    static func bytes(of digest: Digest, in db: Database) throws -> Data {
        let bytes = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT bytes FROM document WHERE digest = ?"),
            arguments: [Data(digest.rawBytes)])
        guard let bytes else { throw LedgerError.missingDocument(digest) }
        // Whoever can write the file can change what is in it; nothing is believed that its digest does not vouch for.
        guard Digest(of: bytes) == digest else { throw LedgerError.otherContent("document", digest) }
        return bytes
    }

    /// What the newest snapshot of a project holds, without its documents.
    package struct NewestAnswer: Sendable {
        package let project: ProjectPath
        package let digest: Digest
        /// What its files hold beside documents.
        package let pages: [PageOutline]
        package let releaseCount: Int
    }

    /// The newest answer of each project; asked for once a run, because one question a project would take longer than
    /// reading the project's file.
    package func newestAnswers() throws(LedgerError) -> [NewestAnswer] {
        try reading { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT project.path, entry.digest, entry.releases, layout.bytes FROM project
                    JOIN entry ON entry.project_id = project.id AND entry.number =
                        (SELECT max(number) FROM entry WHERE project_id = project.id AND layout_id IS NOT NULL)
                    JOIN layout ON layout.id = entry.layout_id
                    """
            ).compactMap { row in
                let (digest, bytes): (Data, Data) = (row["digest"], row["bytes"])
                guard let project = ProjectPath(row["path"] as String), let digest = Digest(rawBytes: Array(digest)),
                    let layout = StoredLayout(bytes: bytes)
                else { return nil }
                return NewestAnswer(
                    project: project, digest: digest, pages: layout.pages.map(\.outline),
                    releaseCount: row["releases"])
            }
        }
    }

    /// When the snapshots of each project were taken, in the order of its log; told without reading them.
    package func captureTimes() throws(LedgerError) -> [ProjectPath: [CaptureTime]] {
        try reading { db in
            var times: [ProjectPath: [CaptureTime]] = [:]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT project.path, entry.captured_at FROM project JOIN entry ON entry.project_id = project.id
                    WHERE entry.captured_at IS NOT NULL ORDER BY project.id, entry.number
                    """)
            while let row = try rows.next() {
                guard let project = ProjectPath(row["path"] as String),
                    let time = CaptureTime(text: row["captured_at"] as String)
                else { throw LedgerError.damaged("the time of a snapshot cannot be read") }
                times[project, default: []].append(time)
            }
            return times
        }
    }

    /// Whether what a group's endpoint answered at a moment is stored, for whichever of its projects.
    package func holdsAnswer(of group: String, at time: CaptureTime) throws(LedgerError) -> Bool {
        try reading { db in
            // Paths of projects go by bytes, and "0" is the byte after "/".
            let rows = try Data.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT entry.bytes FROM project JOIN entry ON entry.project_id = project.id
                        WHERE project.path > ? AND project.path < ? AND entry.captured_at = ?
                        """), arguments: ["\(group)/", "\(group)0", time.iso8601])
            while let bytes = try rows.next() {
                if case .snapshot(let record)? = LogEntry(bytes: bytes), record.group == group { return true }
            }
            return false
        }
    }

    static func projectID(of project: ProjectPath, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM project WHERE path = ?"), arguments: [project.description])
    }
}
