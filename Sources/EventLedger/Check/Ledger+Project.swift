import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// How much of what a report on a project rests on is computed anew before it is rendered.
    package enum Depth: Sendable {
        /// Entries, head and checkpoints of the log; documents are compared with their digests as they are read.
        case log
        /// All of it, also the files of every snapshot: what is to be signed.
        case everything
    }

    /// Recomputes what a report on a project rests on, and throws the first ``LedgerFinding``.
    ///
    /// Other projects of the ledger are not looked at. A project that is not there has nothing to be checked.
    package func mustHold(_ project: ProjectPath, to depth: Depth) throws {
        do {
            try database.read { db in
                guard
                    let row = try Row.fetchOne(
                        db, sql: "SELECT * FROM project WHERE path = ?", arguments: [project.description])
                else { return }
                switch depth {
                case .log: try Self.mustFitLog(of: row, in: db)
                case .everything: try Self.mustFit(row, in: db)
                }
            }
        } catch let finding as LedgerFinding {
            throw finding
        } catch {
            try translatingErrors(path) { throw error }
        }
    }

    private static func mustFit(_ project: Row, in db: Database) throws {
        let id: Int64 = project["id"]
        let layouts = try Int64.fetchAll(
            db,
            sql: "SELECT DISTINCT layout_id FROM entry WHERE project_id = ? AND layout_id IS NOT NULL ORDER BY 1",
            arguments: [id])
        var documents: Set<Int64> = []
        for layout in layouts {
            guard let stored = try? StoredLayout.fetch(layout, in: db) else {
                throw LedgerFinding.layout(row: layout, .unreadable)
            }
            documents.formUnion(stored.pages.flatMap(\.rows))
        }
        var answers = LayoutCheck(documents: try DocumentCheck.run(documents.sorted(), in: db))
        try answers.run(layouts, in: db)
        var named: Set<Digest> = []
        try eachEntry(of: project, in: db) { named.formUnion($0.attachments) }
        var check = try LogCheck(
            of: project, layouts: answers, attachments: AttachmentCheck(of: named, in: db))
        try check.run(in: db, continuing: [:])
    }

    /// The log alone: every entry, the head kept of it, and that each checkpoint was of this log.
    private static func mustFitLog(of project: Row, in db: Database) throws {
        let path: String = project["path"]
        var tree = MerkleTree()
        try eachEntry(of: project, in: db) { _ in
        } bytes: {
            tree.append($0)
        }
        let size: Int = project["log_size"]
        let isHead = MerkleFrontier(size: size, bytes: project["log_frontier"] as Data).map { $0.root == tree.root }
        guard size == tree.size, isHead == true else {
            throw LedgerFinding.head(project: path, size: size, computedSize: tree.size)
        }
        for stored in try StoredCheckpoint.fetchAll(ofProject: project["id"], in: db) {
            let head = stored.checkpoint
            guard head.size <= tree.size, tree.root(size: head.size) == head.root else {
                throw LedgerFinding.checkpoint(project: path, size: head.size, .otherRoot)
            }
        }
    }

    private static func eachEntry(
        of project: Row, in db: Database, _ body: (LogEntry) -> Void, bytes: (Data) -> Void = { _ in }
    ) throws {
        let path: String = project["path"]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT number, bytes FROM entry WHERE project_id = ? ORDER BY number",
            arguments: [project["id"] as Int64])
        var number = 0
        while let row = try rows.next() {
            let content: Data = row["bytes"]
            guard row["number"] == number else { throw LedgerFinding.entry(project: path, number: number, .missing) }
            guard let entry = LogEntry(bytes: content) else {
                throw LedgerFinding.entry(project: path, number: number, .unreadable)
            }
            guard entry.project.description == path else {
                throw LedgerFinding.entry(project: path, number: number, .otherFacts)
            }
            body(entry)
            bytes(content)
            number += 1
        }
    }
}
