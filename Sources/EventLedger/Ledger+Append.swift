package import Foundation
import GRDB
package import ReleaseModel

/// A document with what the ledger keeps of it beside its bytes.
package struct LedgerDocument: Sendable {
    package let digest: Digest
    package let tag: String
    package let createdAt: Instant
    package let namedProject: ProjectPath?
    /// The bytes as answered; nil where the ledger is known to hold them already.
    package let bytes: Data?

    package init(digest: Digest, tag: String, createdAt: Instant, namedProject: ProjectPath?, bytes: Data?) {
        self.digest = digest
        self.tag = tag
        self.createdAt = createdAt
        self.namedProject = namedProject
        self.bytes = bytes
    }
}

/// What became of a snapshot that was offered to the ledger.
package enum Appended: Sendable, Equatable {
    case stored(newDocuments: Int)
    /// The very same snapshot is there already; nothing was written.
    case alreadyThere
}

extension Ledger {
    /// Stores snapshots in one transaction: all of them, or none.
    ///
    /// Throws ``LedgerError/outOfOrder(project:capturedAt:newest:)`` and
    /// ``LedgerError/conflicting(project:capturedAt:stored:offered:)`` without having written anything.
    package func append(
        _ snapshots: [(record: SnapshotRecord, documents: [LedgerDocument])]
    ) throws(LedgerError) -> [Appended] {
        try translatingErrors(path) {
            try database.write { db in
                try snapshots.map { try Self.append($0.record, $0.documents, to: db) }
            }
        }
    }

    private static func append(
        _ record: SnapshotRecord, _ documents: [LedgerDocument], to db: Database
    ) throws -> Appended {
        let project = try projectID(of: record.project, in: db)
        if try isStored(record, project: project, in: db) { return .alreadyThere }
        if let newest = try newestCapture(of: project, in: db), !record.capturedAt.isAfter(newest) {
            throw LedgerError.outOfOrder(project: record.project, capturedAt: record.capturedAt, newest: newest)
        }
        var added = 0
        for document in documents {
            if let bytes = document.bytes, try store(document, bytes, in: db) { added += 1 }
        }
        try db.execute(
            sql: """
                INSERT INTO snapshot (project_id, captured_at, digest, order_id, facts) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                project, record.capturedAt.iso8601, Data(record.digest.rawBytes),
                try orderID(of: record.documents, in: db), try SnapshotFacts(record).json(),
            ])
        return .stored(newDocuments: added)
    }

    private static func projectID(of path: ProjectPath, in db: Database) throws -> Int64 {
        try db.execute(sql: "INSERT OR IGNORE INTO project (path) VALUES (?)", arguments: [path.description])
        guard
            let id = try Int64.fetchOne(
                db, sql: "SELECT id FROM project WHERE path = ?", arguments: [path.description])
        else { throw LedgerError.unknownProject(path, known: []) }
        return id
    }

    /// Whether the snapshot is there; throws if another one of the same moment is.
    private static func isStored(_ record: SnapshotRecord, project: Int64, in db: Database) throws -> Bool {
        let stored = try Data.fetchOne(
            db, sql: "SELECT digest FROM snapshot WHERE project_id = ? AND captured_at = ?",
            arguments: [project, record.capturedAt.iso8601])
        guard let stored, let digest = Digest(rawBytes: [UInt8](stored)) else { return false }
        guard digest == record.digest else {
            throw LedgerError.conflicting(
                project: record.project, capturedAt: record.capturedAt, stored: digest, offered: record.digest)
        }
        return true
    }

    private static func newestCapture(of project: Int64, in db: Database) throws -> CaptureTime? {
        try String.fetchOne(
            db, sql: "SELECT captured_at FROM snapshot WHERE project_id = ? ORDER BY id DESC LIMIT 1",
            arguments: [project]
        ).flatMap { CaptureTime(text: $0) }
    }

    private static func store(_ document: LedgerDocument, _ bytes: Data, in db: Database) throws -> Bool {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO document (digest, tag, created_at, named_project, bytes) VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(document.digest.rawBytes), document.tag, document.createdAt.iso8601,
                document.namedProject?.description, bytes,
            ])
        return db.changesCount > 0
    }

    private static func orderID(of documents: [Digest], in db: Database) throws -> Int64 {
        let list = Data(documents.flatMap(\.rawBytes))
        let digest = Data(Digest(of: list).rawBytes)
        try db.execute(
            sql: "INSERT OR IGNORE INTO document_order (digest, documents) VALUES (?, ?)", arguments: [digest, list])
        guard
            let id = try Int64.fetchOne(
                db, sql: "SELECT id FROM document_order WHERE digest = ?", arguments: [digest])
        else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return id
    }
}
