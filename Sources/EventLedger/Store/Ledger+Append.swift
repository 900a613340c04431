import Foundation
import GRDB
import ReleaseModel

extension Ledger {
    /// What became of a batch of answers.
    package struct BatchOutcome: Sendable {
        /// For each answer that is stored now, in the order offered, what became of its snapshots.
        package let stored: [[Appended]]
        /// Why the next answer was refused and those after it were not looked at; nil if all are stored.
        package let refusal: (any Error)?
    }

    /// Stores answers in one transaction; each of them whole or not at all, and none after one that is refused.
    ///
    /// One transaction for many answers keeps the number of syncs small. `run` goes into the log of each project before
    /// its first snapshot, unless `hasLogged` says that it is there.
    package func append(_ answers: [OfferedAnswer], run: RunOfProgram) throws(LedgerError) -> BatchOutcome {
        let before = run.loggedCount
        do {
            return try translatingErrors(path) {
                try database.write { db in
                    var stored: [[Appended]] = []
                    for answer in answers {
                        if let refusal = try Self.refusal(of: answer, run, in: db, &stored) {
                            return BatchOutcome(stored: stored, refusal: refusal)
                        }
                    }
                    return BatchOutcome(stored: stored, refusal: nil)
                }
            }
        } catch {
            run.takeBack(to: before)
            throw error
        }
    }

    /// Stores one answer, or undoes what was stored of it and says why it was refused; throws what the disk throws.
    private static func refusal(
        of answer: OfferedAnswer, _ run: RunOfProgram, in db: Database, _ stored: inout [[Appended]]
    ) throws -> (any Error)? {
        let before = run.loggedCount
        do {
            try db.inSavepoint {
                stored.append(try append(answer, run, to: db))
                return .commit
            }
            return nil
        } catch let error as DatabaseError {
            throw error
        } catch {
            run.takeBack(to: before)
            return error
        }
    }

    private static func append(
        _ answer: OfferedAnswer, _ run: RunOfProgram, to db: Database
    ) throws -> [Appended] {
        var stored: StoredContent?
        var seen: Set<LogName> = []
        var told: [Appended] = []
        func append(_ record: SnapshotRecord, to project: LedgerProject?) throws -> Appended {
            let holders = try Self.holders(of: record.project, in: db)
            if let holder = try project ?? holder(of: record, among: holders, in: db),
                try ProjectLog(of: holder, in: db).holds(record, in: db)
            {
                seen.insert(holder.log)
                return .alreadyThere
            }
            var log = try project.map { try ProjectLog(of: $0, in: db) } ?? log(for: record, holders, in: db)
            seen.insert(log.name)
            if try log.holds(record, in: db) { return .alreadyThere }
            let newest = try log.newestSnapshot(in: db)
            if let newest, !record.capturedAt.isAfter(newest.capturedAt) {
                throw LedgerError.outOfOrder(
                    project: record.project, capturedAt: record.capturedAt, newest: newest.capturedAt)
            }
            if stored == nil, let newest, newest.digest == record.digest {
                stored = StoredContent(layout: newest.layout, new: [])
            }
            let content = try stored ?? store(try answer.content(), in: db)
            stored = content
            if run.enter(log.name) {
                try log.append(.run(run.record(for: log.project)), in: db)
            }
            if let rename = log.rename(before: record) {
                try log.append(.projectRenamed(rename), in: db)
                told.append(.renamed(rename))
            }
            try log.append(record, layout: content.layout, in: db)
            try log.save(in: db)
            told += try tellOthers(of: record.project, holders, besides: log, at: record.capturedAt, run, in: db).map {
                .pathReused($0)
            }
            return .stored(newDocuments: content.new.count { record.shows(documentOf: $0.project) })
        }
        let outcomes = try answer.records.map { try append($0, to: nil) }
        let absent = try absentProjects(besides: answer, seen, in: db).map { project, record in
            _ = try append(record, to: project)
            return Appended.absent(project.path)
        }
        return outcomes + absent + told
    }

    /// The log that a snapshot belongs to; one of a project that is not known yet is begun.
    private static func log(
        for record: SnapshotRecord, _ holders: [LedgerProject], in db: Database
    ) throws -> ProjectLog {
        switch try Placement(of: record, among: holders, in: db) {
        case .known(let project): try ProjectLog(of: project, in: db)
        case .new: try ProjectLog(beginning: logName(for: record, in: db), of: record.project, in: db)
        }
    }

    /// Tells the other projects that have a path, in their logs, that this one was seen there: their history may end.
    private static func tellOthers(
        of path: ProjectPath, _ holders: [LedgerProject], besides log: ProjectLog, at time: CaptureTime,
        _ run: RunOfProgram, in db: Database
    ) throws -> [LedgerProject] {
        try holders.filter { $0.path == path && $0.log != log.name }.filter { other in
            let known = try Data.fetchAll(
                db.cachedStatement(
                    sql: "SELECT bytes FROM entry WHERE project_id = ? AND kind = ? AND layout_id IS NULL"),
                arguments: [other.id, LogEntry.Kind.pathReused.rawValue])
            let isTold = known.contains { bytes in
                guard case .pathReused(let reuse)? = LogEntry(bytes: bytes) else { return false }
                return reuse.project == path && reuse.other == log.identity
            }
            guard !isTold else { return false }
            var ended = try ProjectLog(of: other, in: db)
            if run.enter(ended.name) { try ended.append(.run(run.record(for: ended.project)), in: db) }
            let reuse = PathReuse(project: ended.project, other: log.identity, capturedAt: time)
            try ended.append(.pathReused(reuse), in: db)
            try ended.save(in: db)
            return true
        }
    }

    /// Snapshots without any release, for the projects that the group's list showed the last time and shows no more.
    ///
    /// Without them nobody would ever learn that the last release of a project is gone. One that is no project of the group
    /// any more was moved or deleted itself: of its releases the group's list says nothing.
    private static func absentProjects(
        besides answer: OfferedAnswer, _ seen: Set<LogName>, in db: Database
    ) throws -> [(LedgerProject, SnapshotRecord)] {
        guard let any = answer.records.first, let group = any.group else { return [] }
        let folder = group.lowercased()
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT project.path AS log, entry.bytes FROM project
                    JOIN entry ON entry.project_id = project.id AND entry.number =
                        (SELECT max(number) FROM entry WHERE project_id = project.id AND layout_id IS NOT NULL)
                    WHERE project.continued_by IS NULL AND project.id IN
                        (SELECT project_id FROM project_path WHERE folded > ? AND folded < ?)
                    ORDER BY project.path
                    """), arguments: ["\(folder)/", "\(folder)0"])
        return try rows.compactMap { row in
            guard case .snapshot(let last)? = LogEntry(bytes: row["bytes"]), last.group?.lowercased() == folder,
                let log = LogName(row["log"] as String), !seen.contains(log), let project = try find(log, in: db),
                project.identity.server == nil || any.identity.server == nil
                    || project.identity.server == any.identity.server,
                answer.projectsOfGroup.map({ project.isAmong($0) }) ?? true,
                any.capturedAt.isAfter(last.capturedAt)
            else { return nil }
            var record = SnapshotRecord(
                project: project.path, capturedAt: any.capturedAt, digest: any.digest, pages: any.pages,
                window: any.window, gitlabVersion: any.gitlabVersion, group: group, releaseCount: 0)
            record.span = any.span
            return (project, record)
        }
    }

    /// The row of an answer's layout, and the documents that were not in the ledger before.
    private struct StoredContent {
        let layout: Int64
        let new: [DocumentIdentity]
    }

    private static func store(_ content: AnswerContent, in db: Database) throws -> StoredContent {
        var rows: [Digest: Int64] = [:]
        var new: [DocumentIdentity] = []
        for document in content.documents where rows[document.digest] == nil {
            let (row, isNew) = try store(document, in: db)
            rows[document.digest] = row
            if isNew { new.append(document.identity) }
        }
        let layout = StoredLayout(
            pages: try content.layout.pages.map { page in
                StoredLayout.Page(
                    outline: page.outline,
                    rows: try page.documents.map { digest in
                        guard let row = rows[digest] else { throw LedgerError.missingDocument(digest) }
                        return row
                    })
            })
        try db.cachedStatement(sql: "INSERT INTO layout (bytes) VALUES (?)").execute(arguments: [layout.bytes])
        return StoredContent(layout: db.lastInsertedRowID, new: new)
    }

    /// The row of a document, which is written if it is not there.
    private static func store(_ document: LedgerDocument, in db: Database) throws -> (row: Int64, isNew: Bool) {
        let digest = Data(document.digest.rawBytes)
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM document WHERE digest = ?"), arguments: [digest])
        if let known { return (known, false) }
        try db.cachedStatement(
            sql: """
                INSERT INTO document (digest, tag, created_at, named_project, project_number, bytes)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            digest, document.identity.tag, document.identity.createdAt.iso8601,
            document.identity.project?.description, document.identity.projectNumber, document.bytes,
        ])
        return (db.lastInsertedRowID, true)
    }
}

extension LedgerProject {
    /// Whether it is one of the projects of a group, by GitLab's number where that is known.
    fileprivate func isAmong(_ projects: [ProjectPath: Int64]) -> Bool {
        identity.number.map { projects.values.contains($0) } ?? (projects[path] != nil)
    }
}

extension ProjectLog {
    /// The entry that must stand before a snapshot's because the project has another path by now; nil where it has not.
    fileprivate func rename(before record: SnapshotRecord) -> ProjectRename? {
        guard !record.project.isSpelled(as: project) else { return nil }
        if record.project == project {
            // Letters that only the operator wrote so are not GitLab's.
            guard record.isSpelledByGitLab else { return nil }
            return ProjectRename(from: project, to: record.project, basis: .letterCase)
        }
        return ProjectRename(from: project, to: record.project, basis: .number)
    }
}
