import Foundation
import GRDB
import ReleaseModel

/// Whose log a snapshot belongs to: found by GitLab and number first, then by the path.
enum Placement {
    /// A project that the ledger knows.
    case known(LedgerProject)
    /// One that it does not.
    case new

    /// - Parameter holders: The projects that ever had the snapshot's path.
    init(of record: SnapshotRecord, among holders: [LedgerProject], in db: Database) throws {
        self =
            if let number = record.identity.number {
                try Self.placed(record, numbered: number, holders, in: db)
            } else {
                try Self.placed(record, holders)
            }
    }

    private static func placed(
        _ record: SnapshotRecord, numbered number: Int64, _ holders: [LedgerProject], in db: Database
    ) throws -> Placement {
        let same = try Ledger.projects(numbered: number, in: db).filter { $0.identity.agrees(with: record.identity) }
        if let here = same.first(where: { $0.path == record.project }) { return .known(here) }
        let current = holders.filter { $0.path == record.project && $0.identity.number == nil }
        let unnumbered = current.first { $0.identity.agrees(with: record.identity) }
        if let moved = try same.max(by: { try lastSeen($0, in: db) < lastSeen($1, in: db) }) {
            // Two histories of one project, from before numbers were known, stay two: the later one goes on.
            if let unnumbered, try firstSeen(unnumbered, in: db) > lastSeen(moved, in: db) { return .known(unnumbered) }
            return .known(moved)
        }
        if let unnumbered { return .known(unnumbered) }
        if let other = current.first { try mustNotBeOfOtherServer(record, other) }
        return .new
    }

    /// A file without a number goes to the project that has its path.
    private static func placed(_ record: SnapshotRecord, _ holders: [LedgerProject]) throws -> Placement {
        let current = holders.filter { $0.path == record.project }
        guard let newest = current.first else {
            guard let former = holders.first else { return .new }
            throw LedgerError.formerPath(record.project, now: former.path)
        }
        let fitting = current.filter { $0.identity.agrees(with: record.identity) }
        guard let first = fitting.first else {
            try mustNotBeOfOtherServer(record, newest)
            return .known(newest)
        }
        // Two GitLabs can have the path at one time; which of them answered must be told then.
        guard record.identity.server != nil || Set(fitting.map(\.identity.server)).count == 1 else {
            throw LedgerError.severalProjects(record.project.description, fitting)
        }
        return .known(first)
    }

    private static func mustNotBeOfOtherServer(_ record: SnapshotRecord, _ project: LedgerProject) throws {
        guard let known = project.identity.server, let found = record.identity.server, known != found else { return }
        throw LedgerError.otherServer(record.project, known: known, found: found)
    }

    private static func lastSeen(_ project: LedgerProject, in db: Database) throws -> Instant {
        try NewestSnapshot.fetch(projectID: project.id, in: db)?.capturedAt.latest ?? Instant(seconds: 0)
    }

    private static func firstSeen(_ project: LedgerProject, in db: Database) throws -> Instant {
        let text = try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT captured_at FROM entry WHERE project_id = ? AND captured_at IS NOT NULL ORDER BY number LIMIT 1
                    """), arguments: [project.id])
        return text.flatMap { CaptureTime(text: $0) }?.earliest ?? Instant(seconds: 0)
    }
}

extension Ledger {
    /// The project that has the very snapshot already, under any path it ever had.
    static func holder(
        of record: SnapshotRecord, among holders: [LedgerProject], in db: Database
    ) throws -> LedgerProject? {
        try holders.filter { $0.identity.agrees(with: record.identity) }.first { project in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: "SELECT EXISTS (SELECT 1 FROM entry WHERE project_id = ? AND captured_at = ? AND digest = ?)"),
                arguments: [project.id, record.capturedAt.iso8601, Data(record.digest.rawBytes)]) ?? false
        }
    }

    /// What the log of a project that is not known yet is called.
    static func logName(for record: SnapshotRecord, in db: Database) throws -> LogName {
        let candidates = [LogName(record.project)] + LogName.others(record.project, record.identity)
        for name in candidates where try !isTaken(name, in: db) { return name }
        throw LedgerError.damaged("all names for a log of \(record.project) are taken")
    }

    private static func isTaken(_ name: LogName, in db: Database) throws -> Bool {
        // Names differ by more than letter case, so that files called after them do, too.
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM project JOIN project_path ON project_path.project_id = project.id "
                    + "WHERE project_path.number = 0 AND project_path.folded = ? AND substr(project.path, length(project_path.path) + 1) = ?)"
            ),
            arguments: [name.path.folded, name.suffix]) ?? false
    }
}
