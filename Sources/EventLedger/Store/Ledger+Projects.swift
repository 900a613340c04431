import GRDB
package import ReleaseModel

extension Ledger {
    /// All projects, in order of the paths they have now; without those whose history another one continues.
    package func projects() throws(LedgerError) -> [LedgerProject] {
        try reading { db in
            try Self.projects(in: db, where: "project.continued_by IS NULL").sorted {
                ($0.path, $0.log) < ($1.path, $1.log)
            }
        }
    }

    /// The names of all logs, also of those that another one continues.
    package func logs() throws(LedgerError) -> [LogName] {
        try reading { db in try String.fetchAll(db, sql: "SELECT path FROM project").compactMap { LogName($0) }.sorted()
        }
    }

    /// The project that is meant; throws ``LedgerError/unknownProject(_:known:)`` where there is none.
    package func project(_ reference: some ProjectReference) throws(LedgerError) -> LedgerProject {
        guard let found = try reading({ db in try Self.find(reference, in: db) }) else {
            throw .unknownProject(reference.words, known: try projects().map(\.path.description))
        }
        return found
    }

    /// The only project that answers to a name; throws where there is none, or where there are several.
    package func project(named name: ProjectName) throws(LedgerError) -> LedgerProject {
        let all = try projects()
        let found = all.filter { $0.answers(to: name) }
        guard let first = found.first else {
            throw .unknownProject(name.description, known: all.map(\.path.description))
        }
        guard found.count == 1 else { throw .severalProjects(name.description, found) }
        return first
    }

    /// The path that a project had when the last snapshot before a moment was taken; the present one where there is none.
    package func path(of project: LedgerProject, before end: Instant?) throws(LedgerError) -> ProjectPath {
        guard let end, project.paths.count > 1 else { return project.path }
        return try reading { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT number, captured_at FROM entry WHERE project_id = ? AND captured_at IS NOT NULL
                    ORDER BY number DESC
                    """, arguments: [project.id])
            while let row = try rows.next() {
                guard let time = CaptureTime(text: row["captured_at"] as String), time.earliest < end else { continue }
                return project.paths.last { $0.from <= row["number"] }?.path ?? project.path
            }
            return project.paths.first?.path ?? project.path
        }
    }

    static func find(_ reference: some ProjectReference, in db: Database) throws -> LedgerProject? {
        switch reference.selector {
        case .log(let log): try projects(in: db, where: "project.path = ?", [log.description]).first
        case .path(let path): try holders(of: path, in: db).first
        }
    }

    /// The projects that ever had a path: those that have it now first, and of each kind the one seen last first.
    static func holders(of path: ProjectPath, in db: Database) throws -> [LedgerProject] {
        let all = try projects(
            in: db,
            where: """
                project.continued_by IS NULL
                AND project.id IN (SELECT project_id FROM project_path WHERE folded = ?)
                """, [path.folded])
        guard all.count > 1 else { return all }
        let seen = try Dictionary(
            uniqueKeysWithValues: all.map {
                ($0.id, try NewestSnapshot.fetch(projectID: $0.id, in: db)?.capturedAt.latest)
            })
        return all.sorted { left, right in
            if (left.path == path) != (right.path == path) { return left.path == path }
            let (mine, theirs) = (seen[left.id] ?? nil, seen[right.id] ?? nil)
            if mine != theirs { return mine.map { mine in theirs.map { mine > $0 } ?? true } ?? false }
            return left.log < right.log
        }
    }

    /// The projects that GitLab gave a number.
    static func projects(numbered number: Int64, in db: Database) throws -> [LedgerProject] {
        try projects(in: db, where: "project.continued_by IS NULL AND project.number = ?", [number])
    }

    private static func projects(
        in db: Database, where condition: String, _ arguments: StatementArguments = []
    ) throws -> [LedgerProject] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT project.id, project.path AS log, project.server, project.number,
                        project_path.number AS since, project_path.path
                    FROM project JOIN project_path ON project_path.project_id = project.id
                    WHERE \(condition) ORDER BY project.id, since
                    """), arguments: arguments)
        var found: [LedgerProject] = []
        while let row = try rows.next() {
            guard let log = LogName(row["log"] as String), let path = ProjectPath(row["path"] as String) else {
                throw LedgerError.damaged("the path of a project cannot be read")
            }
            let id: Int64 = row["id"]
            let span = LedgerProject.Span(path: path, from: row["since"])
            if let last = found.last, last.id == id {
                found[found.count - 1] = LedgerProject(
                    id: id, log: log, identity: last.identity, paths: last.paths + [span])
            } else {
                let identity = ProjectIdentity(
                    server: (row["server"] as String?).flatMap { ServerAddress($0) }, number: row["number"])
                found.append(LedgerProject(id: id, log: log, identity: identity, paths: [span]))
            }
        }
        return found
    }
}
