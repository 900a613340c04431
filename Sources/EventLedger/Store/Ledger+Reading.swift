package import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// What the ledger holds of a document; nil where it does not hold it.
    package func identity(of digest: Digest) throws(LedgerError) -> DocumentIdentity? {
        // One statement needs no transaction of its own, which would take several times as long.
        try readingOneStatement { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT tag, created_at, named_project, project_number FROM document WHERE digest = ?"),
                arguments: [Data(digest.rawBytes)])
            guard let row, let createdAt = Instant(text: row["created_at"] as String) else { return nil }
            let project: String? = row["named_project"]
            return DocumentIdentity(
                tag: row["tag"], createdAt: createdAt, project: project.flatMap { ProjectPath($0) },
                projectNumber: row["project_number"])
        }
    }

    /// The tags of all releases that any snapshot of a project ever showed.
    package func tags(of project: LedgerProject) throws(LedgerError) -> ByText<Void> {
        try reading { db in
            let roots = ["", project.identity.server.map { $0.root.dropFirst() + "/" } ?? ""]
            var tags = ByText<Void>()
            for path in project.paths.map(\.path) {
                for root in Set(roots) {
                    let found = try String.fetchAll(
                        db.cachedStatement(
                            sql: """
                                SELECT DISTINCT tag FROM document
                                WHERE named_project = ? COLLATE NOCASE OR named_project IS NULL
                                """), arguments: ["\(root)\(path)"])
                    for tag in found { tags[tag] = () }
                }
            }
            return tags
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
        package let identity: ProjectIdentity
        package let digest: Digest
        /// What its files hold beside documents.
        package let pages: [PageOutline]
        package let releaseCount: Int
    }

    /// The newest answer of each project whose path no other has; asked for once a run, because one question a project
    /// would take longer than reading the project's file.
    package func newestAnswers() throws(LedgerError) -> [NewestAnswer] {
        let projects = try projects()
        let byPath = Dictionary(grouping: projects, by: \.path)
        let byID = Dictionary(uniqueKeysWithValues: projects.filter { byPath[$0.path]?.count == 1 }.map { ($0.id, $0) })
        return try reading { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT project.id, entry.digest, entry.releases, layout.bytes FROM project
                    JOIN entry ON entry.project_id = project.id AND entry.number =
                        (SELECT max(number) FROM entry WHERE project_id = project.id AND layout_id IS NOT NULL)
                    JOIN layout ON layout.id = entry.layout_id
                    """
            ).compactMap { row in
                let (digest, bytes): (Data, Data) = (row["digest"], row["bytes"])
                guard let project = byID[row["id"]], let digest = Digest(rawBytes: Array(digest)),
                    let layout = StoredLayout(bytes: bytes)
                else { return nil }
                return NewestAnswer(
                    project: project.path, identity: project.identity, digest: digest,
                    pages: layout.pages.map(\.outline),
                    releaseCount: row["releases"])
            }
        }
    }

    /// When the snapshots of each project were taken, in the order of its log; told without reading them.
    package func captureTimes() throws(LedgerError) -> [LedgerProject: [CaptureTime]] {
        let projects = Dictionary(uniqueKeysWithValues: try projects().map { ($0.id, $0) })
        return try reading { db in
            var times: [LedgerProject: [CaptureTime]] = [:]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT project_id, captured_at FROM entry WHERE captured_at IS NOT NULL ORDER BY project_id, number
                    """)
            while let row = try rows.next() {
                guard let project = projects[row["project_id"]] else { continue }
                guard let time = CaptureTime(text: row["captured_at"] as String) else {
                    throw LedgerError.damaged("the time of a snapshot cannot be read")
                }
                times[project, default: []].append(time)
            }
            return times
        }
    }

    /// Whether what a group's endpoint answered at a moment is stored, for whichever of its projects.
    package func holdsAnswer(of group: String, at time: CaptureTime) throws(LedgerError) -> Bool {
        try reading { db in
            let folder = group.lowercased()
            // Paths go by bytes, and "0" is the byte after "/".
            let rows = try Data.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT entry.bytes FROM project_path JOIN entry ON entry.project_id = project_path.project_id
                        WHERE project_path.folded > ? AND project_path.folded < ? AND entry.captured_at = ?
                        """), arguments: ["\(folder)/", "\(folder)0", time.iso8601])
            while let bytes = try rows.next() {
                if case .snapshot(let record)? = LogEntry(bytes: bytes), record.group?.lowercased() == folder {
                    return true
                }
            }
            return false
        }
    }
}
