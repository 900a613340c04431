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
        func append(_ record: SnapshotRecord) throws -> Appended {
            var log = try ProjectLog(of: record.project, in: db)
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
            if run.enter(record.project) {
                try log.append(.run(run.record(for: record.project)), in: db)
            }
            try log.append(record, layout: content.layout, in: db)
            try log.save(in: db)
            return .stored(newDocuments: content.new.count { record.group == nil || $0.project == record.project })
        }
        return try answer.records.map { try append($0) }
            + absentProjects(besides: answer.records, in: db).map { record in
                _ = try append(record)
                return .absent(record.project)
            }
    }

    /// Snapshots without any release, for the projects that the group's list showed the last time and shows no more.
    ///
    /// Without them nobody would ever learn that the last release of a project is gone.
    private static func absentProjects(
        besides records: [SnapshotRecord], in db: Database
    ) throws -> [SnapshotRecord] {
        guard let any = records.first, let group = any.group else { return [] }
        let shown = Set(records.map(\.project))
        return try Data.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT entry.bytes FROM project
                    JOIN entry ON entry.project_id = project.id AND entry.number =
                        (SELECT max(number) FROM entry WHERE project_id = project.id AND layout_id IS NOT NULL)
                    WHERE substr(project.path, 1, length(:folder)) = :folder ORDER BY project.path
                    """), arguments: ["folder": group + "/"]
        ).compactMap { bytes in
            guard case .snapshot(let last)? = LogEntry(bytes: bytes), last.group == group,
                !shown.contains(last.project),
                any.capturedAt.isAfter(last.capturedAt)
            else { return nil }
            var record = SnapshotRecord(
                project: last.project, capturedAt: any.capturedAt, digest: any.digest, pages: any.pages,
                window: any.window, gitlabVersion: any.gitlabVersion, group: group, releaseCount: 0)
            record.span = any.span
            return record
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
            sql: "INSERT INTO document (digest, tag, created_at, named_project, bytes) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [
            digest, document.identity.tag, document.identity.createdAt.iso8601,
            document.identity.project?.description, document.bytes,
        ])
        return (db.lastInsertedRowID, true)
    }
}
