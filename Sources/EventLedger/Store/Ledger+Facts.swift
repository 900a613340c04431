package import Foundation
import GRDB
package import ReleaseModel

/// A fact that is no snapshot, offered to the ledger with the bytes that its entry names.
package struct OfferedFact: Sendable {
    package let entry: LogEntry
    /// Exactly those that ``LogEntry/attachments`` names, in any order.
    package let attachments: [Data]

    package init(_ entry: LogEntry, attachments: [Data] = []) {
        self.entry = entry
        self.attachments = attachments
    }
}

extension Ledger {
    /// Adds facts with their attachments in one transaction: all of them or, where one is refused, none.
    ///
    /// `run` goes into the log of each project before the first of its facts. Answers for each fact whether it was
    /// written; one whose entry is in the log already, byte for byte, is not written again. Throws
    /// ``LedgerError/missingAttachment(_:)`` where an entry names bytes that were not offered.
    package func append(_ facts: [OfferedFact], run: RunOfProgram) throws(LedgerError) -> [Bool] {
        let before = run.loggedCount
        do {
            return try translatingErrors(path) {
                try database.write { db in try facts.map { try Self.append($0, run, to: db) } }
            }
        } catch {
            run.takeBack(to: before)
            throw error
        }
    }

    private static func append(_ fact: OfferedFact, _ run: RunOfProgram, to db: Database) throws -> Bool {
        var log = try ProjectLog(of: fact.entry.project, in: db)
        guard try !log.holds(fact.entry, in: db) else { return false }
        let offered = Dictionary(fact.attachments.map { (Digest(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
        for digest in fact.entry.attachments {
            guard let bytes = offered[digest] else { throw LedgerError.missingAttachment(digest) }
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO attachment (digest, bytes) VALUES (?, ?)")
                .execute(arguments: [Data(digest.rawBytes), bytes])
        }
        let isFirst = run.enter(fact.entry.project)
        // A run's own entry needs no other before it.
        if isFirst, !fact.entry.isRun { try log.append(.run(run.record(for: fact.entry.project)), in: db) }
        try log.append(fact.entry, in: db)
        try log.save(in: db)
        return true
    }

    /// The bytes that an entry of a log names by digest.
    package func attachment(_ digest: Digest) throws(LedgerError) -> Data {
        try readingOneStatement { db in
            let bytes = try Data.fetchOne(
                db.cachedStatement(sql: "SELECT bytes FROM attachment WHERE digest = ?"),
                arguments: [Data(digest.rawBytes)])
            guard let bytes else { throw LedgerError.missingAttachment(digest) }
            guard Digest(of: bytes) == digest else { throw LedgerError.otherContent("attachment", digest) }
            return bytes
        }
    }

    /// The entries of a project that are no snapshots, in the order of its log; none where the project is not known.
    package func facts(of project: ProjectPath) throws(LedgerError) -> [LogEntry] {
        try reading { db in
            guard let id = try Self.projectID(of: project, in: db) else { return [] }
            let rows = try Data.fetchAll(
                db.cachedStatement(
                    sql: "SELECT bytes FROM entry WHERE project_id = ? AND layout_id IS NULL ORDER BY number"),
                arguments: [id])
            return try rows.map { bytes in
                guard let entry = LogEntry(bytes: bytes) else {
                    throw LedgerError.damaged("an entry of \(project) cannot be read")
                }
                return entry
            }
        }
    }
}
