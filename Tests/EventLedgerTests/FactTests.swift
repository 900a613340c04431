import Foundation
import GRDB
import ReleaseModel
import Testing

@testable import EventLedger

@Suite("Facts that are no snapshots are logged with the bytes they name")
struct FactTests {
    private let sample: SampleLedger

    init() throws {
        sample = try SampleLedger()
    }

    @Test func givesBackWhatWasStored() throws {
        let ledger = try sample.open()
        let fact = try sample.fact("content")
        #expect(try ledger.append([fact], run: sample.run) == [true])
        let reader = try sample.open(.reading)
        let run = LogEntry.run(sample.run.record(for: sample.project))
        #expect(try reader.facts(of: sample.project) == [run, fact.entry])
        #expect(LogEntry(bytes: fact.entry.bytes) == fact.entry)
        #expect(try reader.attachment(Digest(of: Data("content".utf8))) == Data("content".utf8))
        #expect(try reader.check().attachments == 1)
    }

    /// How it is known which time an import covers stands in the entry, and entries from before keep their form.
    @Test func keepsHowACoverIsKnown() throws {
        let (from, to) = (Instant(seconds: 1_767_312_000), Instant(seconds: 1_767_400_000))
        let digest = Digest(of: Data("answer".utf8))
        let proof = CoverProof(
            means: .projectPermissions, accessLevel: 40, file: "project/project.json", digest: digest)
        let basesOfCover: [AuditCover.Basis] = [.stated, .events, .proved(proof)]
        for basis in basesOfCover {
            let entry = try sample.importEntry(AuditCover(from: from, to: to, basis: basis), nil)
            #expect(LogEntry(bytes: entry.bytes) == entry)
            let text = String(decoding: entry.bytes, as: UTF8.self)
            #expect(text.contains("\"basis\":\"\(basis.id)\"") && text.contains("proof") == (basis.id == "proved"))
            #expect(!text.contains("claims"))
        }
        for reason in AuditClaim.Reason.allCases {
            let entry = try sample.importEntry(nil, AuditClaim(from: from, to: to, reason: reason))
            #expect(LogEntry(bytes: entry.bytes) == entry)
            #expect(String(decoding: entry.bytes, as: UTF8.self).contains(reason.rawValue))
        }
    }

    @Test func logsBetweenWhichMomentsAnAnswerWasMadeOnlyWhereItIsKnown() throws {
        let record = try #require(try sample.answer(at: "2026-01-02T02:00:00Z", ["a"]).records.first)
        let entry = LogEntry.snapshot(record)
        #expect(!String(decoding: entry.bytes, as: UTF8.self).contains("requested_at"))
        var timed = record
        let requestedAt = try #require(Instant(text: "2026-01-02T01:59:59Z"))
        timed.span = AnswerSpan(requestedAt: requestedAt, answeredAt: requestedAt.advanced(bySeconds: 4))
        #expect(LogEntry(bytes: LogEntry.snapshot(timed).bytes) == LogEntry.snapshot(timed))
        #expect(LogEntry(bytes: entry.bytes) == entry && timed != record)
        #expect(AnswerSpan(requestedAt: requestedAt, answeredAt: requestedAt.advanced(bySeconds: -1)) == nil)
    }

    @Test func writesTheVerySameFactOnlyOnce() throws {
        let ledger = try sample.open()
        #expect(try ledger.append([sample.fact("a"), sample.fact("a"), sample.fact("b")], run: sample.run).count == 3)
        #expect(try ledger.append([sample.fact("a")], run: sample.run) == [false])
        #expect(try ledger.facts(of: sample.project).count == 3)
    }

    @Test func sharesAnAttachmentThatTwoProjectsName() throws {
        let ledger = try sample.open()
        let other = try #require(ProjectPath("harbour/tug"))
        #expect(
            try ledger.append([sample.fact("a"), sample.fact("a", in: other)], run: sample.run) == [true, true])
        let checked = try ledger.check()
        #expect(checked.attachments == 1 && checked.projects == 2 && checked.entries == 4)
    }

    @Test func storesAllFactsOrNone() throws {
        let ledger = try sample.open()
        let broken = OfferedFact(try sample.fact("b").entry)
        #expect(throws: LedgerError.self) { try ledger.append([sample.fact("a"), broken], run: sample.run) }
        #expect(try ledger.facts(of: sample.project).isEmpty && ledger.check().attachments == 0)
        // The run is entered anew, since its first entry was taken back.
        #expect(try ledger.append([sample.fact("a")], run: sample.run) == [true])
        #expect(try ledger.facts(of: sample.project).count == 2)
    }

    @Test(arguments: [
        ("UPDATE attachment SET bytes = x'00'", "the attachment in row 1 has other bytes than its digest says"),
        ("DELETE FROM attachment", "harbour/ferry: entry 1 of the log names an attachment that is not there"),
        (
            "INSERT INTO attachment (digest, bytes) VALUES (x'\(Digest(of: Data("x".utf8)).hex)', x'78')",
            "the attachment in row 2 is named by no entry of any log"
        ),
    ])
    func findsWhatDoesNotFit(_ change: String, _ message: String) throws {
        let ledger = try sample.open()
        _ = try ledger.append([sample.fact("a")], run: sample.run)
        try ledger.database.write { try $0.execute(sql: change) }
        let finding = #expect(throws: LedgerFinding.self) { try ledger.check() }
        #expect(finding?.message == message)
    }

    /// A ledger from before attachments gets their table at the next write, and loses nothing.
    @Test func bringsALedgerWithoutAttachmentsForward() throws {
        do {
            let old = try Ledger(path: sample.path, for: .writing, steps: Array(LedgerSchema.steps.prefix(1)))
            try sample.store(at: "2026-01-02T02:00:00Z", ["a"], in: old)
        }
        let ledger = try sample.open()
        #expect(try ledger.append([sample.fact("a")], run: sample.run) == [true])
        #expect(try sample.snapshots(ledger).count == 1)
    }
}
