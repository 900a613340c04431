import Foundation
import GRDB
package import ReleaseModel

/// A snapshot as the ledger gives it back.
package struct StoredSnapshot: Sendable, Equatable {
    package let record: SnapshotRecord
    /// The project's documents in the order of the answer, each once.
    package let documents: [Digest]
    /// The place of its entry in the project's log.
    package let entryNumber: Int
    /// Equal for two snapshots of a ledger only if their files are made the same way of the same documents.
    package let layoutID: Int64
}

extension Ledger {
    /// Hands over the snapshots of a project, oldest first, one at a time, for as long as `body` asks for more.
    ///
    /// Throws ``LedgerError/unknownProject(_:known:)``, or whatever `body` throws. No lock is held while `body` works.
    package func forEachSnapshot(of project: some ProjectReference, _ body: (StoredSnapshot) throws -> Bool) throws {
        var reader = try SnapshotReader(of: project, in: self)
        while let snapshot = try reader.next() {
            guard try body(snapshot) else { return }
        }
    }
}

/// Reads the snapshots of one project one after the other.
struct SnapshotReader {
    private let ledger: Ledger
    private let id: Int64
    private var last = -1
    private var rows = DocumentRows()
    /// The documents of the layout read last: nights on which nothing changed share one.
    private var cached: (layout: Int64, group: String?, project: ProjectPath, documents: [Digest])?

    init(of project: some ProjectReference, in ledger: Ledger) throws {
        self.ledger = ledger
        id = try ledger.project(project).id
    }

    mutating func next() throws -> StoredSnapshot? {
        let row = try ledger.reading { [id, last] db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT number, bytes, layout_id FROM entry
                        WHERE project_id = ? AND number > ? AND layout_id IS NOT NULL ORDER BY number LIMIT 1
                        """), arguments: [id, last])
        }
        guard let row else { return nil }
        last = row["number"]
        guard case .snapshot(let record)? = LogEntry(bytes: row["bytes"] as Data) else {
            throw LedgerError.damaged("entry \(last) of the log in row \(id) cannot be read")
        }
        let layout: Int64 = row["layout_id"]
        return StoredSnapshot(
            record: record, documents: try documents(of: layout, record), entryNumber: last,
            layoutID: layout)
    }

    private mutating func documents(of layout: Int64, _ record: SnapshotRecord) throws -> [Digest] {
        if let cached, cached.layout == layout, cached.group == record.group, cached.project == record.project {
            return cached.documents
        }
        let stored = try ledger.reading { db in try StoredLayout.fetch(layout, in: db) }
        var seen: Set<Int64> = []
        var documents: [Digest] = []
        for row in stored.pages.flatMap(\.rows) where seen.insert(row).inserted {
            let document = try rows.document(row, in: ledger)
            if record.shows(documentOf: document.project) { documents.append(document.digest) }
        }
        cached = (layout, record.group, record.project, documents)
        return documents
    }
}

/// What the rows of documents are, each asked for once.
struct DocumentRows {
    private var known: [Int64: (digest: Digest, project: ProjectPath?)] = [:]

    mutating func document(
        _ row: Int64, in ledger: Ledger
    ) throws -> (digest: Digest, project: ProjectPath?) {
        if let document = known[row] { return document }
        let found = try ledger.reading { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT digest, named_project FROM document WHERE id = ?"), arguments: [row])
        }
        guard let found, let digest = Digest(rawBytes: Array(found["digest"] as Data)) else {
            throw LedgerError.damaged("a layout names the document in row \(row), which is not there")
        }
        let project: String? = found["named_project"]
        let document = (digest, project.flatMap { ProjectPath($0) })
        known[row] = document
        return document
    }
}

extension StoredLayout {
    static func fetch(_ id: Int64, in db: Database) throws -> StoredLayout {
        let bytes = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT bytes FROM layout WHERE id = ?"), arguments: [id])
        guard let bytes, let layout = StoredLayout(bytes: bytes) else {
            throw LedgerError.damaged("the layout in row \(id) cannot be read")
        }
        return layout
    }
}
