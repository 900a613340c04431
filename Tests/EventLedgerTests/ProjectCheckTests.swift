import Foundation
import GRDB
import ReleaseModel
import Testing

@testable import EventLedger

@Suite("What a report rests on is computed anew before it is signed")
struct ProjectCheckTests {
    private let sample: SampleLedger
    private let key: LogSigningKey

    init() throws {
        sample = try SampleLedger()
        key = try #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        let ledger = try sample.open()
        for (day, name) in [("02", "One"), ("03", "Uno")] {
            try sample.store(at: "2026-01-\(day)T02:00:00Z", [Self.document(name)], in: ledger)
        }
        _ = try ledger.append([sample.fact("what was imported")], run: sample.run)
        _ = try ledger.signCheckpoint(of: sample.project, with: key)
    }

    private static func document(_ name: String) -> String {
        #"{"tag_name":"v1","name":"\#(name)","created_at":"2025-12-01T00:00:00.000Z","assets":{"links":[]},"#
            + #""_links":{"self":"https://gitlab.test/harbour/ferry/-/releases/v1"}}"#
    }

    private func altering(_ sql: String) throws {
        try DatabaseQueue(path: sample.path).write { try $0.execute(sql: sql) }
    }

    @Test func holdsAsItWasStored() throws {
        let ledger = try sample.open(.reading)
        try ledger.mustHold(sample.project, to: .everything)
        try ledger.mustHold(sample.project, to: .log)
    }

    @Test(arguments: [
        "UPDATE document SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Uno', 'Due') AS BLOB)",
        "UPDATE document SET tag = 'v2'", "UPDATE layout SET bytes = x'00' WHERE id = 1",
        "UPDATE entry SET layout_id = 1 WHERE layout_id = 2",
        "UPDATE entry SET captured_at = '2026-01-05T02:00:00Z' WHERE number = 2",
        "UPDATE attachment SET bytes = x'00'", "DELETE FROM entry WHERE number = 3",
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '18.5.1', '18.5.2') AS BLOB)",
        "UPDATE project SET log_size = 3", "DELETE FROM attachment", "DELETE FROM document",
    ])
    func findsWhatWasAltered(sql: String) throws {
        try altering("PRAGMA foreign_keys = OFF; \(sql)")
        let ledger = try sample.open(.reading)
        #expect(throws: (any Error).self) { try ledger.mustHold(sample.project, to: .everything) }
    }

    @Test(arguments: [
        "DELETE FROM entry WHERE number = 3",
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '18.5.1', '18.5.2') AS BLOB)",
        "UPDATE project SET log_size = 3",
    ])
    func anAlteredLogIsFoundWithoutTheRest(sql: String) throws {
        try altering(sql)
        let ledger = try sample.open(.reading)
        #expect(throws: LedgerFinding.self) { try ledger.mustHold(sample.project, to: .log) }
    }

    @Test func aDocumentIsComparedWithItsDigestWhenItIsRead() throws {
        let digest = Digest(of: Array(Self.document("Uno").utf8))
        _ = try sample.open(.reading).bytes(of: digest)
        try altering("UPDATE document SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Uno', 'Due') AS BLOB)")
        #expect { try sample.open(.reading).bytes(of: digest) } throws: {
            if case LedgerError.otherContent("document", digest) = $0 { true } else { false }
        }
    }

    @Test(arguments: [
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END", "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more (id INTEGER)", "DROP INDEX entry_of_snapshot",
    ])
    func aForeignSchemaIsRefused(sql: String) throws {
        try altering(sql)
        for access in [Ledger.Access.reading, .writing] {
            #expect { try sample.open(access) } throws: {
                if case LedgerError.notALedger = $0 { true } else { false }
            }
        }
    }

    @Test func statisticsAreNoForeignSchema() throws {
        try altering("ANALYZE")
        try sample.open(.reading).mustHold(sample.project, to: .everything)
    }

    @Test func aCheckpointOfAnotherKeyIsNone() throws {
        let ledger = try sample.open()
        let other = try #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        try sample.store(at: "2026-01-04T02:00:00Z", [Self.document("Tre")], in: ledger)
        _ = try ledger.signCheckpoint(of: sample.project, with: other)
        let verifier = try #require(key.verifier)
        let own = try #require(try ledger.newestCheckpoint(of: sample.project, signedBy: verifier))
        let theirs = try #require(try ledger.newestCheckpoint(of: sample.project))
        #expect(own.checkpoint.size < theirs.checkpoint.size && own.key != theirs.key)
        // Signing again with the first key makes a checkpoint of its own.
        #expect(try ledger.signCheckpoint(of: sample.project, with: key).checkpoint.size == theirs.checkpoint.size)
        #expect(try ledger.checkpoints(of: sample.project).count == 3)
    }
}
