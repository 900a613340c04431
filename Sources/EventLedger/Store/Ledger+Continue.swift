import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// What came of the operator's statement that a project goes on under another name.
    package struct Continuation: Sendable {
        package let project: LedgerProject
        /// How many snapshots were taken over from the log that began under the new name.
        package let snapshots: Int
    }

    /// Enters the operator's statement that `old` goes on under the new name.
    ///
    /// A project that was stored under that name already is taken over: its entries follow the statement in the log of
    /// `old`, byte for byte, and its own log stays as it is, for the checkpoints that were signed of it. Refused where both
    /// were seen at one time.
    package func state(
        that new: ProjectName, continues old: LedgerProject, run: RunOfProgram
    ) throws(LedgerError) -> Continuation {
        let later = try projects().filter { $0.answers(to: new) && $0 != old }
        if later.count > 1 { throw .severalProjects(new.description, later) }
        let before = run.loggedCount
        do {
            return try translatingErrors(path) {
                try database.write { db in try Self.state(new, later.first, continues: old, run, in: db) }
            }
        } catch {
            run.takeBack(to: before)
            throw error
        }
    }

    private static func state(
        _ new: ProjectName, _ later: LedgerProject?, continues old: LedgerProject, _ run: RunOfProgram, in db: Database
    ) throws -> Continuation {
        var log = try ProjectLog(of: old, in: db)
        let last = try log.newestSnapshot(in: db)?.capturedAt
        let times = try later.map { try captureTimes(of: $0, in: db) } ?? []
        if let last, let first = times.first, let later, !first.isAfter(last) {
            throw LedgerError.notContinuable(
                old: old.path.description, new: later.path.description, .overlap(lastOfOld: last, firstOfNew: first))
        }
        let (path, identity) =
            if let later { takenOver(later, after: old) } else { stated(new, after: old) }
        if later == nil, path.isSpelled(as: old.path), identity.agrees(with: old.identity) {
            throw LedgerError.notContinuable(old: old.path.description, new: new.description, .same)
        }
        if run.enter(log.name) { try log.append(.run(run.record(for: log.project)), in: db) }
        let rename = ProjectRename(
            from: log.project, to: path, basis: .stated, statement: run.statement, identity: identity)
        try log.append(.projectRenamed(rename), in: db)
        if let later { try takeOver(later, to: &log, in: db) }
        try log.save(in: db)
        guard let continued = try find(old.log, in: db) else { throw LedgerError.damaged("a project is gone") }
        return Continuation(project: continued, snapshots: times.count)
    }

    /// The path under which the log began that is taken over, and the GitLab where that log names none.
    private static func takenOver(
        _ later: LedgerProject, after old: LedgerProject
    ) -> (path: ProjectPath, identity: ProjectIdentity) {
        let server = later.identity.server == nil ? old.identity.server : nil
        return (later.paths.first?.path ?? later.path, ProjectIdentity(server: server))
    }

    /// The path and the identity of a name that no project of the ledger has.
    ///
    /// An address without a number is of another GitLab; where it ends with the known path, the rest is that GitLab.
    private static func stated(
        _ new: ProjectName, after old: LedgerProject
    ) -> (path: ProjectPath, identity: ProjectIdentity) {
        guard let address = new.address else {
            return (new.path, ProjectIdentity(server: old.identity.server, number: new.number))
        }
        let end = "/\(old.path)"
        guard address.hasSuffix(end), let server = ServerAddress(address.dropLast(end.count)) else {
            let server = ServerAddress(address).flatMap { ServerAddress($0.origin) }
            return (new.path, ProjectIdentity(server: server, number: new.number))
        }
        return (old.path, ProjectIdentity(server: server, number: new.number))
    }

    private static func takeOver(_ later: LedgerProject, to log: inout ProjectLog, in db: Database) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT bytes, layout_id FROM entry WHERE project_id = ? ORDER BY number", arguments: [later.id])
        while let row = try rows.next() {
            guard let entry = LogEntry(bytes: row["bytes"]) else {
                throw LedgerError.damaged("an entry of \(later.path) cannot be read")
            }
            if case .snapshot(let record) = entry, let layout: Int64 = row["layout_id"] {
                try log.append(record, layout: layout, in: db)
            } else {
                try log.append(entry, in: db)
            }
        }
        try db.execute(sql: "UPDATE project SET continued_by = ? WHERE id = ?", arguments: [log.id, later.id])
    }

    /// When the snapshots of a project were taken, oldest first.
    private static func captureTimes(of project: LedgerProject, in db: Database) throws -> [CaptureTime] {
        try String.fetchAll(
            db,
            sql: "SELECT captured_at FROM entry WHERE project_id = ? AND captured_at IS NOT NULL ORDER BY number",
            arguments: [project.id]
        ).compactMap { CaptureTime(text: $0) }
    }
}
