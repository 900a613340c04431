import Foundation
import GRDB
import ReleaseModel

/// Checks the log of one project: entries, the snapshots they tell of, the head, the checkpoints.
struct LogCheck {
    private let id: Int64
    private let path: String
    /// Under which the log began, or the one last taken by an entry.
    private var project: ProjectPath
    private let kept: (size: Int, frontier: Data)
    private let layouts: LayoutCheck
    private let attachments: AttachmentCheck
    private let name: LogName
    /// What the ledger keeps of the project besides the log; see <doc:LedgerFile>.
    private let keptFacts: (server: String?, number: Int64?, continuedBy: Int64?)
    private var subject = LogSubject()
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
        guard let name = LogName(path) else { throw LedgerFinding.entry(project: path, number: 0, .unreadable) }
        (self.name, project) = (name, name.path)
        keptFacts = (row["server"], row["number"], row["continued_by"])
    }

    mutating func run(in db: Database, continuing expectations: [LogName: [VerifiedCheckpoint]]) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM entry WHERE project_id = ? ORDER BY number", arguments: [id])
        while let row = try rows.next() { try checkEntry(row) }
        guard kept.size == tree.size, kept.size > 0, kept.frontier == Data(frontier.bytes) else {
            throw LedgerFinding.head(project: path, size: kept.size, computedSize: tree.size)
        }
        try checkPaths(in: db)
        try checkCheckpoints(in: db)
        for expected in (expectations[name] ?? []).map(\.checkpoint) {
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
        guard subject.take(entry), let path = subject.path else { throw finding(.otherProject) }
        project = path
        guard entry.kind.rawValue == row["kind"] as String else { throw finding(.otherFacts) }
        let layout: Int64? = row["layout_id"]
        switch entry {
        case .run, .auditImport, .evidenceFile, .archiveReceipt, .projectRenamed, .pathReused:
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
        let count =
            record.group == nil
            ? answer.rows.count
            : answer.countByProject.reduce(0) { $0 + (record.shows(documentOf: $1.key) ? $1.value : 0) }
        guard record.releaseCount == count, record.digest == Digest(ofPages: record.pages.map(\.digest)) else {
            throw LedgerFinding.entry(project: path, number: number, .otherFacts)
        }
        namedLayouts.insert(layout)
        snapshotCount += 1
    }

    /// The paths and the identity by which the project is found must be those that the entries tell.
    private func checkPaths(in db: Database) throws {
        let kept = try Row.fetchAll(
            db, sql: "SELECT number, path, folded FROM project_path WHERE project_id = ? ORDER BY number",
            arguments: [id])
        let isKept = kept.elementsEqual(subject.paths) { row, told in
            row["number"] == told.number && told.path.description.isSame(as: row["path"])
                && told.path.folded.isSame(as: row["folded"])
        }
        let isIdentity =
            keptFacts.number == subject.identity.number
            && keptFacts.server.isSame(as: subject.identity.server?.description)
        guard isKept, isIdentity, subject.names.contains(name), try isContinued(in: db) else {
            throw LedgerFinding.entry(project: path, number: 0, .otherFacts)
        }
    }

    /// Whether the log that is kept as continuing this one holds all its entries.
    private func isContinued(in db: Database) throws -> Bool {
        guard let other = keptFacts.continuedBy else { return true }
        let missing = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM entry AS own WHERE own.project_id = :own AND NOT EXISTS
                    (SELECT 1 FROM entry WHERE entry.project_id = :other AND entry.bytes = own.bytes))
                """, arguments: ["own": id, "other": other])
        return other != id && missing == false
    }

    private mutating func checkCheckpoints(in db: Database) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT size, key, note FROM checkpoint WHERE project_id = ? ORDER BY id", arguments: [id])
        for row in rows {
            guard let stored = try? StoredCheckpoint(row) else {
                throw LedgerFinding.checkpoint(project: path, size: row["size"], .badSignature)
            }
            let head = stored.checkpoint
            guard head.origin.hasSuffix("/\(name)"), head.size <= tree.size, tree.root(size: head.size) == head.root
            else { throw LedgerFinding.checkpoint(project: path, size: head.size, .otherRoot) }
            checkpointCount += 1
        }
    }
}
