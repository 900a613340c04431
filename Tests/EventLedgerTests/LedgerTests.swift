import Foundation
import GRDB
import ReleaseModel
import Testing

@testable import EventLedger

@Suite struct LedgerTests {
    private let folder: URL
    private let project: ProjectPath

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        project = try #require(ProjectPath("harbour/ferry"))
    }

    private var path: String { folder.appendingPathComponent("audit.sqlite").path }

    private func snapshot(
        at time: String, _ texts: [String], content: String? = nil
    ) throws -> (record: SnapshotRecord, documents: [LedgerDocument]) {
        let moment = try #require(Instant(text: "2026-01-01T00:00:00Z"))
        let documents = texts.map {
            LedgerDocument(
                digest: Digest(of: Array($0.utf8)), tag: $0, createdAt: moment, namedProject: project,
                bytes: Data($0.utf8))
        }
        let record = SnapshotRecord(
            project: project, capturedAt: try #require(CaptureTime(text: time)),
            digest: Digest(of: Array((content ?? texts.joined()).utf8)),
            pages: [SnapshotPage(name: "a.json", sha256: "00", byteCount: 3)],
            window: ListWindow(startsAtFirstPage: true, end: .totalReached), gitlabVersion: "18.5.1-ee",
            documents: documents.map(\.digest))
        return (record, documents)
    }

    private func records(_ ledger: Ledger) throws -> [SnapshotRecord] {
        var found: [SnapshotRecord] = []
        try ledger.forEachSnapshot(of: project) { record in
            found.append(record)
            return true
        }
        return found
    }

    @Test func givesBackWhatWasStored() throws {
        let ledger = try Ledger(path: path, for: .writing)
        let first = try snapshot(at: "2026-01-02T02:00:00Z", ["a", "b"])
        let second = try snapshot(at: "2026-01-03", ["b", "c"])
        #expect(try ledger.append([first]) == [.stored(newDocuments: 2)])
        #expect(try ledger.append([second]) == [.stored(newDocuments: 1)])
        let reader = try Ledger(path: path, for: .reading)
        #expect(try records(reader) == [first.record, second.record])
        #expect(try reader.bytes(of: Digest(of: Array("c".utf8))) == Data("c".utf8))
        #expect(try reader.document(Digest(of: Array("a".utf8)))?.tag == "a")
        #expect(try reader.projects() == [project])
    }

    @Test func takesTheSameSnapshotTwiceForOne() throws {
        let ledger = try Ledger(path: path, for: .writing)
        let first = try snapshot(at: "2026-01-02T02:00:00Z", ["a"])
        _ = try ledger.append([first])
        _ = try ledger.append([try snapshot(at: "2026-01-03T02:00:00Z", ["a"])])
        #expect(try ledger.append([first]) == [.alreadyThere])
        #expect(try records(ledger).count == 2)
    }

    @Test func storesAnOrderOfDocumentsOnce() throws {
        let ledger = try Ledger(path: path, for: .writing)
        for day in 2...9 {
            _ = try ledger.append([try snapshot(at: "2026-01-0\(day)T02:00:00Z", ["a", "b"], content: "\(day)")])
        }
        let count = try ledger.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM document_order") }
        #expect(count == 1)
    }

    @Test func refusesWhatIsOutOfOrderAndStoresNothingOfIt() throws {
        let ledger = try Ledger(path: path, for: .writing)
        let good = try snapshot(at: "2026-01-03T02:00:00Z", ["a"])
        _ = try ledger.append([good])
        #expect(throws: LedgerError.self) { try ledger.append([try snapshot(at: "2026-01-02T02:00:00Z", ["z"])]) }
        #expect(throws: LedgerError.self) { try ledger.append([try snapshot(at: "2026-01-03T02:00:00Z", ["other"])]) }
        #expect(throws: LedgerError.self) { try ledger.append([try snapshot(at: "2026-01-03", ["z"])]) }
        #expect(try records(ledger) == [good.record])
        #expect(try ledger.document(Digest(of: Array("z".utf8))) == nil)
    }

    /// One transaction for all snapshots handed over together: a group's answer is stored whole or not at all.
    @Test func storesAllOrNothing() throws {
        let ledger = try Ledger(path: path, for: .writing)
        let good = try snapshot(at: "2026-01-03T02:00:00Z", ["a"])
        let bad = try snapshot(at: "2026-01-02T02:00:00Z", ["b"])
        #expect(throws: LedgerError.self) { try ledger.append([good, bad]) }
        #expect(try ledger.projects().isEmpty)
    }

    @Test func isReadableByItsOwnerAlone() throws {
        _ = try Ledger(path: path, for: .writing)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func refusesWhatIsNoLedger() throws {
        #expect(throws: LedgerError.self) { try Ledger(path: path, for: .reading) }
        try Data("this is a text file, long enough to be looked at as a database, surely".utf8).write(
            to: URL(fileURLWithPath: path))
        #expect(throws: LedgerError.self) { try Ledger(path: path, for: .writing) }
    }

    @Test func refusesALaterFormat() throws {
        do {
            let ledger = try Ledger(path: path, for: .writing)
            try ledger.database.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        }
        let error = #expect(throws: LedgerError.self) { try Ledger(path: path, for: .writing) }
        #expect(error?.message.contains("format 99") == true)
    }
}
