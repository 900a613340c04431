import Foundation
import GRDB
import ReleaseModel
import Testing

@testable import EventLedger

/// Changes every byte of a small ledger in turn, and of a log that was handed over.
@Suite("No byte that says anything can be changed unnoticed")
struct FlipTests {
    /// A ledger with a change, an unchanged night, an import of audit events and a signed checkpoint.
    private static func makeLedger(_ sample: SampleLedger, _ key: LogSigningKey) throws {
        let ledger = try sample.open()
        func document(_ tag: String, _ name: String, in project: String = "harbour/ferry") -> String {
            #"{"tag_name":"\#(tag)","name":"\#(name)","created_at":"2025-12-01T00:00:00.000Z","assets":{"links":[]},"#
                + #""_links":{"self":"https://gitlab.test/\#(project)/-/releases/\#(tag)"}}"#
        }
        try sample.store(at: "2026-01-02T02:00:00Z", [document("v1", "One")], in: ledger)
        try sample.store(at: "2026-01-03T02:00:00Z", [document("v1", "One")], in: ledger)
        try sample.store(
            at: "2026-01-04", [document("v2", "Two"), document("v1", "Uno")], separator: ",\n  ", in: ledger)
        _ = try ledger.append([sample.fact("what was imported")], run: sample.run)
        _ = try ledger.signCheckpoint(of: sample.project, with: key)
        // Small pages, so that there are fewer bytes that no row uses.
        try ledger.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA page_size = 512; VACUUM") }
    }

    /// Everything that the tables say, row by row; the numbers of rows of checkpoints and paths say nothing.
    private static func content(of path: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration).read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
            return try tables.flatMap { table -> [String] in
                let columns =
                    switch table {
                    case "checkpoint": "project_id, size, key, note"
                    case "project_path": "project_id, number, path, folded"
                    default: "*"
                    }
                let rows = try Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table) ORDER BY id")
                return rows.map { "\(table) \($0.debugDescription)" }
            }
        }
    }

    /// A flipped byte either changes nothing that the tables say, or `check` finds it, or the file is refused.
    ///
    /// What may change unnoticed says nothing: bytes of pages that no row uses, and SQLite's own counters in the header
    /// (SQLite, "The Database File Format", section 1.3: change counter, version numbers, text that is never read).
    @Test(.timeLimit(.minutes(15)))
    func everyByteOfALedger() async throws {
        let sample = try SampleLedger()
        let key = try #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        try Self.makeLedger(sample, key)
        let original = try Data(contentsOf: URL(fileURLWithPath: sample.path))
        let expected = try Self.content(of: sample.path)
        let checked = try sample.open(.reading).check()
        #expect(checked.checkpoints == 1 && checked.attachments == 1)

        let lanes = 2
        let outcomes = try await withThrowingTaskGroup(of: [Outcome].self) { group in
            for lane in 0..<lanes {
                let path = sample.folder.appendingPathComponent("flipped-\(lane).sqlite").path
                group.addTask {
                    try stride(from: lane, to: original.count, by: lanes).map { offset in
                        try Self.outcome(of: offset, in: original, at: path, expected: expected)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let unnoticed = outcomes.filter { if case .unnoticed = $0 { true } else { false } }
        #expect(unnoticed.isEmpty, "\(unnoticed.prefix(5))")
        // A control: content does lie in the file, and is found changed in many places.
        #expect(outcomes.count { $0 == .found } > 3_000)
    }

    private enum Outcome: Equatable, Sendable {
        /// `check` or opening the file refused it.
        case found
        /// The tables say what they said before.
        case withoutMeaning
        case unnoticed(offset: Int)
    }

    private static func outcome(
        of offset: Int, in original: Data, at path: String, expected: [String]
    ) throws -> Outcome {
        var bytes = original
        bytes[offset] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        do {
            _ = try Ledger(path: path, for: .reading).check()
        } catch {
            return .found
        }
        return try content(of: path) == expected ? .withoutMeaning : .unnoticed(offset: offset)
    }

    /// Here no byte is without meaning.
    @Test func everyByteOfALogThatWasHandedOver() throws {
        let sample = try SampleLedger()
        let key = try #require(LogSigningKey(newNamed: "audit.example.org/releases"))
        let verifier = try #require(key.verifier)
        try Self.makeLedger(sample, key)
        let ledger = try sample.open(.reading)
        var lines = Data()
        try ledger.forEachEntry(of: sample.project) { lines += $0 + [0x0A] }
        let note = try #require(try ledger.newestCheckpoint(of: sample.project)).note.bytes

        #expect(throws: Never.self) { try UnverifiedLog(lines: lines, checkpoint: note).verified(by: verifier) }
        for offset in lines.indices {
            var changed = lines
            changed[offset] ^= 1
            #expect(throws: LedgerFinding.self, "byte \(offset) of the log") {
                try UnverifiedLog(lines: changed, checkpoint: note).verified(by: verifier)
            }
        }
        for offset in note.indices {
            var changed = note
            changed[offset] ^= 1
            #expect(throws: LedgerFinding.self, "byte \(offset) of the checkpoint") {
                try UnverifiedLog(lines: lines, checkpoint: changed).verified(by: verifier)
            }
        }
        for wrong in [lines.dropLast(), Data(), lines + lines, lines + [0x0A]] {
            #expect(throws: LedgerFinding.self) {
                try UnverifiedLog(lines: Data(wrong), checkpoint: note).verified(by: verifier)
            }
        }
    }
}
