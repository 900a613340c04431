package import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// Hands over each file of a snapshot as it was read, byte for byte, in the order of the answer.
    ///
    /// Throws ``LedgerError/damaged(_:)`` rather than hand over a file that has another digest than the log says.
    package func restore(_ snapshot: StoredSnapshot, _ body: (SnapshotPage, Data) throws -> Void) throws {
        let layout = try reading { db in try StoredLayout.fetch(snapshot.layoutID, in: db) }
        guard layout.pages.count == snapshot.record.pages.count else {
            throw LedgerError.damaged("the layout of \(snapshot.record.name) has another number of files")
        }
        for (stored, page) in zip(layout.pages, snapshot.record.pages) {
            let bytes = try reading { db in try stored.bytes(limit: page.byteCount, in: db) }
            guard let bytes, Digest(of: bytes) == page.digest, bytes.count == page.byteCount else {
                throw LedgerError.damaged("\(page.name) of \(snapshot.record.name) comes back other than it was stored")
            }
            try body(page, bytes)
        }
    }

    /// How the files of a snapshot are made of documents.
    package func layout(of snapshot: StoredSnapshot) throws -> AnswerLayout {
        let stored = try reading { db in try StoredLayout.fetch(snapshot.layoutID, in: db) }
        var rows = DocumentRows()
        return try stored.layout { try rows.document($0, in: self).digest }
    }

    /// The snapshot of a project that was captured at a time; nil where there is none.
    package func snapshot(of project: ProjectPath, capturedAt: CaptureTime) throws -> StoredSnapshot? {
        var found: StoredSnapshot?
        try forEachSnapshot(of: project) { snapshot in
            if snapshot.record.capturedAt == capturedAt { found = snapshot }
            return found == nil
        }
        return found
    }
}

extension SnapshotRecord {
    /// How messages name the snapshot.
    var name: String { "the snapshot of \(project) of \(capturedAt.iso8601)" }
}

extension StoredLayout.Page {
    /// The bytes of the file; nil where it has more than so many.
    func bytes(limit: Int, in db: Database) throws -> Data? {
        let document = try documents(in: db)
        return try outline.bytes(limit: limit, document: document)
    }

    /// What the file is, without holding it; nil where no file that was read can have been as large.
    func digest(in db: Database) throws -> (digest: Digest, byteCount: Int)? {
        let document = try documents(in: db)
        return try outline.digest(document: document)
    }

    private func documents(in db: Database) throws -> (Int) throws -> Data {
        let statement = try db.cachedStatement(sql: "SELECT bytes FROM document WHERE id = ?")
        return { position in
            guard let bytes = try Data.fetchOne(statement, arguments: [rows[position]]) else {
                throw LedgerError.damaged("a layout names the document in row \(rows[position]), which is not there")
            }
            return bytes
        }
    }
}
