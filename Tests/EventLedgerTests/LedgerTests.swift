import Foundation
import GRDB
import ReleaseModel
import Testing

@testable import EventLedger

@Suite("What is stored comes back, and nothing else is stored")
struct LedgerTests {
    private let sample: SampleLedger

    init() throws {
        sample = try SampleLedger()
    }

    private func digests(_ texts: [String]) -> [Digest] { texts.map { Digest(of: Array($0.utf8)) } }

    @Test func givesBackWhatWasStored() throws {
        let ledger = try sample.open()
        #expect(try sample.store(at: "2026-01-02T02:00:00Z", ["a", "b"], in: ledger) == .stored(newDocuments: 2))
        #expect(try sample.store(at: "2026-01-03", ["b", "c"], in: ledger) == .stored(newDocuments: 1))
        let reader = try sample.open(.reading)
        let found = try sample.snapshots(reader)
        #expect(found.map(\.documents) == [digests(["a", "b"]), digests(["b", "c"])])
        let offered = [
            try sample.answer(at: "2026-01-02T02:00:00Z", ["a", "b"]), try sample.answer(at: "2026-01-03", ["b", "c"]),
        ]
        #expect(found.map(\.record) == offered.flatMap(\.records))
        #expect(try reader.bytes(of: Digest(of: Array("c".utf8))) == Data("c".utf8))
        #expect(try reader.identity(of: Digest(of: Array("a".utf8)))?.tag == "a")
        #expect(try reader.projects().map(\.path) == [sample.project])
    }

    @Test func takesTheSameSnapshotTwiceForOne() throws {
        let ledger = try sample.open()
        try sample.store(at: "2026-01-02T02:00:00Z", ["a"], in: ledger)
        try sample.store(at: "2026-01-03T02:00:00Z", ["a"], in: ledger)
        #expect(try sample.store(at: "2026-01-02T02:00:00Z", ["a"], in: ledger) == .alreadyThere)
        #expect(try sample.snapshots(ledger).count == 2)
    }

    @Test func nightsWithoutAChangeShareALayout() throws {
        let ledger = try sample.open()
        for day in 2...9 { try sample.store(at: "2026-01-0\(day)T02:00:00Z", ["a", "b"], in: ledger) }
        #expect(Set(try sample.snapshots(ledger).map(\.layoutID)).count == 1)
        #expect(try sample.snapshots(ledger).count == 8)
    }

    @Test func refusesWhatIsOutOfOrderAndStoresNothingOfIt() throws {
        let ledger = try sample.open()
        try sample.store(at: "2026-01-03T02:00:00Z", ["a"], in: ledger)
        for time in ["2026-01-02T02:00:00Z", "2026-01-03T02:00:00Z", "2026-01-03"] {
            #expect(throws: LedgerError.self) { try sample.store(at: time, ["z"], in: ledger) }
        }
        #expect(try sample.snapshots(ledger).map(\.documents) == [digests(["a"])])
        #expect(try ledger.identity(of: Digest(of: Array("z".utf8))) == nil)
    }

    /// An answer of a group is one transaction for all its projects.
    @Test func storesAnAnswerWholeOrNotAtAll() throws {
        let ledger = try sample.open()
        let other = try #require(ProjectPath("harbour/tug"))
        let good = try sample.answer(at: "2026-01-03T02:00:00Z", ["a"], in: other)
        let bad = try sample.answer(at: "2026-01-02T02:00:00Z", ["a"])
        try sample.store(at: "2026-01-03T02:00:00Z", ["b"], in: ledger)
        let both = OfferedAnswer(records: good.records + bad.records, content: good.content)
        #expect(try ledger.append([both], run: sample.run).refusal is LedgerError)
        #expect(try ledger.projects().map(\.path) == [sample.project])
    }

    @Test func keepsWhatCameBeforeARefusal() throws {
        let ledger = try sample.open()
        let answers = try ["2026-01-02", "2026-01-03", "2026-01-01", "2026-01-04"].map {
            try sample.answer(at: $0, [$0])
        }
        let outcome = try ledger.append(answers, run: sample.run)
        #expect(outcome.stored.count == 2 && outcome.refusal is LedgerError)
        #expect(try sample.snapshots(ledger).count == 2)
    }

    @Test func isReadableByItsOwnerAlone() throws {
        _ = try sample.open()
        let mode = try FileManager.default.attributesOfItem(atPath: sample.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func refusesWhatIsNoLedger() throws {
        #expect(throws: LedgerError.self) { try sample.open(.reading) }
        try Data("this is a text file, long enough to be looked at as a database, surely".utf8).write(
            to: URL(fileURLWithPath: sample.path))
        #expect(throws: LedgerError.self) { try sample.open() }
    }

    @Test(arguments: [(1, "before the first release"), (99, "format 99")])
    func refusesFormatsThatItCannotRead(version: Int, words: String) throws {
        do {
            let ledger = try sample.open()
            try ledger.database.write { try $0.execute(sql: "PRAGMA user_version = \(version)") }
        }
        let error = #expect(throws: LedgerError.self) { try sample.open() }
        #expect(error?.message.contains(words) == true)
    }

    /// A later version of the program adds a step; the ledger of this one must live on under it.
    @Test func bringsAnOlderFormatForward() throws {
        try sample.store(at: "2026-01-02", ["a"], in: try sample.open())
        let later = LedgerSchema.steps + [{ try $0.execute(sql: "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT") }]
        let reading = #expect(throws: LedgerError.self) {
            try Ledger(path: sample.path, for: .reading, steps: later)
        }
        #expect(reading?.message.contains("format \(LedgerSchema.version)") == true)
        let ledger = try Ledger(path: sample.path, for: .writing, steps: later)
        #expect(try ledger.database.read { try $0.tableExists("later") })
        #expect(try sample.snapshots(ledger).count == 1)
        #expect(throws: LedgerError.self) { try sample.open() }
    }
}
