import Foundation
import GRDB
import ReleaseModel

/// Checks the log of one project: entries, the snapshots they tell of, the head, the checkpoints.
struct LogCheck {
    private let id: Int64
    private let path: String
    private let project: ProjectPath
    private let kept: (size: Int, frontier: Data)
    private let layouts: LayoutCheck
    private let attachments: AttachmentCheck
    private var tree = MerkleTree()
    private var frontier = MerkleFrontier()
    private var newest: CaptureTime?
    private(set) var namedLayouts: Set<Int64> = []
    private(set) var namedAttachments: Set<Digest> = []
    private(set) var snapshotCount = 0
    private(set) var checkpointCount = 0

    var entryCount: Int { tree.size }

    init(of row: Row, layouts: LayoutCheck, attachments: AttachmentCheck) throws {
        id = row["id"]
        path = row["path"]
        kept = (row["log_size"], row["log_frontier"])
        self.layouts = layouts
        self.attachments = attachments
        guard let project = ProjectPath(path), project.description == path else {
            throw LedgerFinding.entry(project: path, number: 0, .unreadable)
        }
        self.project = project
    }

    mutating func run(in db: Database, continuing expectations: [ProjectPath: [VerifiedCheckpoint]]) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM entry WHERE project_id = ? ORDER BY number", arguments: [id])
        while let row = try rows.next() { try checkEntry(row) }
        guard kept.size == tree.size, kept.size > 0, kept.frontier == Data(frontier.bytes) else {
            throw LedgerFinding.head(project: path, size: kept.size, computedSize: tree.size)
        }
        try checkCheckpoints(in: db)
        for expected in (expectations[project] ?? []).map(\.checkpoint) {
            guard expected.size <= tree.size, tree.root(size: expected.size) == expected.root else {
                throw LedgerFinding.notContinued(origin: expected.origin, signedSize: expected.size, size: tree.size)
            }
        }
    }

    private mutating func checkEntry(_ row: Row) throws {
        let number = tree.size
        func finding(_ fault: LedgerFinding.Fault) -> LedgerFinding {
            .entry(project: path, number: number, fault)
        }
        guard row["number"] == number else { throw finding(.missing) }
        let bytes: Data = row["bytes"]
        guard let entry = LogEntry(bytes: bytes) else { throw finding(.unreadable) }
        guard entry.project == project else { throw finding(.otherFacts) }
        let layout: Int64? = row["layout_id"]
        switch entry {
        case .run, .auditImport, .evidenceFile, .archiveReceipt:
            let hasColumns = (row["captured_at"] as String?) != nil || (row["digest"] as Data?) != nil
            guard layout == nil, !hasColumns, (row["releases"] as Int?) == nil else { throw finding(.otherFacts) }
        case .snapshot(let record):
            guard let layout, record.capturedAt.iso8601 == row["captured_at"] as String?,
                Data(record.digest.rawBytes) == row["digest"] as Data?, record.releaseCount == row["releases"] as Int?
            else { throw finding(.otherFacts) }
            if let newest, !record.capturedAt.isAfter(newest) { throw finding(.outOfOrder) }
            newest = record.capturedAt
            try check(record, layout, number: number)
        }
        guard entry.attachments.allSatisfy({ attachments.holds($0) }) else { throw finding(.namesMissing) }
        namedAttachments.formUnion(entry.attachments)
        let leaf = MerkleTree.leafHash(of: bytes)
        tree.append(leafHash: leaf)
        frontier.append(leafHash: leaf)
    }

    private mutating func check(_ record: SnapshotRecord, _ layout: Int64, number: Int) throws {
        guard let answer = layouts.answers[layout], answer.pages.count == record.pages.count else {
            throw LedgerFinding.entry(project: path, number: number, .otherFacts)
        }
        for (computed, page) in zip(answer.pages, record.pages)
        where computed.digest != page.digest || computed.byteCount != page.byteCount {
            throw LedgerFinding.page(project, record.capturedAt, name: page.name.description)
        }
        let count = record.group == nil ? answer.rows.count : answer.countByProject[project] ?? 0
        guard record.releaseCount == count, record.digest == Digest(ofPages: record.pages.map(\.digest)) else {
            throw LedgerFinding.entry(project: path, number: number, .otherFacts)
        }
        namedLayouts.insert(layout)
        snapshotCount += 1
    }

    private mutating func checkCheckpoints(in db: Database) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT size, key, note FROM checkpoint WHERE project_id = ? ORDER BY id", arguments: [id])
        for row in rows {
            guard let stored = try? StoredCheckpoint(row) else {
                throw LedgerFinding.checkpoint(project: path, size: row["size"], .badSignature)
            }
            let head = stored.checkpoint
            guard head.origin.hasSuffix("/\(project)"), head.size <= tree.size, tree.root(size: head.size) == head.root
            else { throw LedgerFinding.checkpoint(project: path, size: head.size, .otherRoot) }
            checkpointCount += 1
        }
    }
}
