import Foundation
import GRDB
import ReleaseModel
import Testing

@testable import EventLedger

@Suite("A project keeps its history under every path, and no other project gets into it")
struct IdentityTests {
    private let sample: SampleLedger

    init() throws {
        sample = try SampleLedger()
    }

    private static func identity(_ number: Int64?, _ server: String = "https://gitlab.test") -> ProjectIdentity {
        ProjectIdentity(server: ServerAddress(server), number: number)
    }

    /// Stores a snapshot of a day; answers with what was told.
    @discardableResult
    private func store(
        _ day: Int, _ path: String, _ identity: ProjectIdentity, _ texts: [String], in ledger: Ledger
    ) throws -> [Appended] {
        let project = try #require(ProjectPath(path))
        let answer = try sample.answer(
            at: "2026-01-\(day < 10 ? "0" : "")\(day)T02:00:00Z", texts.map { Self.document($0, in: path) }, in: project
        )
        let offered = OfferedAnswer(
            records: answer.records.map { $0.told(of: project, identity) }, content: answer.content)
        let outcome = try ledger.append([offered], run: sample.run)
        if let refusal = outcome.refusal { throw refusal }
        return outcome.stored.flatMap { $0 }
    }

    private static func document(_ tag: String, in project: String) -> String {
        #"{"tag_name":"\#(tag)","created_at":"2025-12-01T00:00:00.000Z","assets":{"links":[]},"#
            + #""_links":{"self":"https://gitlab.test/\#(project)/-/releases/\#(tag)"}}"#
    }

    private func name(_ text: String) throws -> ProjectName { try #require(ProjectName(text)) }

    private func kinds(_ project: some ProjectReference, in ledger: Ledger) throws -> [String] {
        var kinds: [String] = []
        try ledger.forEachEntry(of: project) { bytes in
            kinds.append(try #require(LogEntry(bytes: bytes)).kind.rawValue)
        }
        return kinds
    }

    /// Exports the log as an auditor gets it, and reads it back.
    private func verified(_ project: LedgerProject, in ledger: Ledger) throws -> VerifiedLog {
        let key = try #require(LogSigningKey(newNamed: "audit.example.org"))
        let note = try ledger.signCheckpoint(of: project, with: key).note
        var lines = Data()
        try ledger.forEachEntry(of: project) { lines += $0 + [0x0A] }
        return try UnverifiedLog(lines: lines, checkpoint: note.bytes).verified(by: #require(key.verifier))
    }

    @Test func aRenamedProjectGoesOn() throws {
        let ledger = try sample.open()
        try store(2, "team/app", Self.identity(7), ["a"], in: ledger)
        let told = try store(3, "platform/app", Self.identity(7), ["b"], in: ledger)
        #expect(told.contains { if case .renamed = $0 { true } else { false } })
        let project = try #require(try ledger.projects().first)
        #expect(try ledger.projects().count == 1 && project.path.description == "platform/app")
        #expect(project.log.description == "team/app" && project.formerPaths.map(\.description) == ["team/app"])
        #expect(try kinds(project, in: ledger) == ["run", "snapshot", "project-renamed", "snapshot"])
        for text in ["team/app", "platform/app", "TEAM/app#7"] {
            #expect(try ledger.project(named: name(text)) == project, "\(text)")
        }
        _ = try ledger.check()
        #expect(try verified(project, in: ledger).subject.path?.description == "platform/app")
    }

    @Test func forthAndBackIsOneProject() throws {
        let ledger = try sample.open()
        for (day, path) in [(2, "team/app"), (3, "team/web"), (4, "team/app"), (5, "Team/App")] {
            try store(day, path, Self.identity(7), ["\(day)"], in: ledger)
        }
        let project = try #require(try ledger.projects().first)
        #expect(project.paths.map(\.path.description) == ["team/app", "team/web", "team/app", "Team/App"])
        #expect(project.formerPaths.map(\.description) == ["team/web"])
        #expect(try ledger.check().projects == 1)
        #expect(try verified(project, in: ledger).entries.renames.map(\.basis) == [.number, .number, .letterCase])
    }

    /// The path of the first is taken by another in the same night.
    @Test func thePathTakenOverBelongsToAnother() throws {
        let ledger = try sample.open()
        try store(2, "team/app", Self.identity(7), ["a"], in: ledger)
        let told = try store(3, "team/app", Self.identity(9), ["b"], in: ledger)
        #expect(told.contains { if case .pathReused = $0 { true } else { false } })
        try store(4, "team/old", Self.identity(7), ["a"], in: ledger)
        try store(4, "team/app", Self.identity(9), ["b"], in: ledger)
        let projects = try ledger.projects()
        #expect(projects.map(\.log.description) == ["team/app#9", "team/app"])
        #expect(throws: LedgerError.self) { try ledger.project(named: name("team/app")) }
        #expect(try ledger.project(named: name("team/app#9")).log.suffix == "#9")
        #expect(
            try kinds(projects[1], in: ledger) == ["run", "snapshot", "path-reused", "project-renamed", "snapshot"])
        _ = try ledger.check()
        for project in projects { _ = try verified(project, in: ledger) }
    }

    @Test func twoGitLabsBehindOnePathAreTwoProjects() throws {
        let ledger = try sample.open()
        for day in 2...5 {
            let server = day.isMultiple(of: 2) ? "https://one.test" : "https://two.test"
            try store(day, "team/app", Self.identity(7, server), ["\(server)"], in: ledger)
        }
        let projects = try ledger.projects()
        #expect(Set(projects.map(\.log.description)) == ["team/app", "team/app#7"])
        #expect(
            projects.map { projects.name(of: $0) }.sorted() == [
                "https://one.test/team/app#7", "https://two.test/team/app#7",
            ])
        for project in projects { #expect(try kinds(project, in: ledger).count { $0 == "path-reused" } == 1) }
        _ = try ledger.check()
    }

    @Test func aFileWithoutANumberGoesByItsPath() throws {
        let ledger = try sample.open()
        try store(2, "team/app", Self.identity(nil), ["a"], in: ledger)
        try store(3, "team/app", Self.identity(7), ["a"], in: ledger)
        try store(4, "team/app", .unknown, ["a"], in: ledger)
        #expect(try ledger.projects().map(\.identity.number) == [7])
        #expect(throws: LedgerError.self) {
            try store(5, "team/app", Self.identity(nil, "https://other.test"), ["a"], in: ledger)
        }
        try store(5, "team/web", Self.identity(7), ["a"], in: ledger)
        #expect(throws: LedgerError.self) { try store(6, "team/app", .unknown, ["z"], in: ledger) }
        // What is stored already stays what it is.
        #expect(try store(4, "team/app", .unknown, ["a"], in: ledger) == [.alreadyThere])
    }

    @Test func aProjectToBeDeletedIsTheSame() throws {
        let ledger = try sample.open()
        try store(2, "team/app", Self.identity(7), ["a"], in: ledger)
        try store(3, "team/app-deletion_scheduled-7", Self.identity(7), ["a"], in: ledger)
        #expect(try ledger.projects().map(\.path.description) == ["team/app-deletion_scheduled-7"])
    }

    @Test func anOperatorCanStateWhatTheFilesCannot() throws {
        let ledger = try sample.open()
        let run = RunOfProgram(startedAt: Instant(seconds: 1_767_600_000), tool: "test", runBy: "Mara")
        try store(2, "team/app", .unknown, ["a"], in: ledger)
        try store(4, "platform/app", .unknown, ["b"], in: ledger)
        let old = try ledger.project(named: name("team/app"))
        let continued = try ledger.state(that: name("platform/app"), continues: old, run: run)
        #expect(continued.snapshots == 1 && continued.project.path.description == "platform/app")
        #expect(try ledger.projects().count == 1)
        try store(5, "platform/app", .unknown, ["b"], in: ledger)
        #expect(
            try kinds(old, in: ledger) == ["run", "snapshot", "run", "project-renamed", "run", "snapshot", "snapshot"])
        let log = try verified(continued.project, in: ledger)
        #expect(log.entries.renames.first?.statement == run.statement)
        _ = try ledger.check()
    }

    @Test func twoThatWereSeenAtOneTimeAreNotOne() throws {
        let ledger = try sample.open()
        try store(2, "team/app", .unknown, ["a"], in: ledger)
        try store(3, "platform/app", .unknown, ["b"], in: ledger)
        try store(4, "team/app", .unknown, ["a"], in: ledger)
        let old = try ledger.project(named: name("team/app"))
        #expect(throws: LedgerError.self) {
            _ = try ledger.state(that: name("platform/app"), continues: old, run: sample.run)
        }
        #expect(throws: LedgerError.self) {
            _ = try ledger.state(that: name("team/app"), continues: old, run: sample.run)
        }
        #expect(try ledger.projects().count == 2)
    }

    /// An entry of another path than those before it is found, unless an entry says that the project was renamed.
    @Test func aPathChangesThroughItsEntryAlone() throws {
        let ledger = try sample.open()
        try store(2, "team/app", Self.identity(7), ["a"], in: ledger)
        try store(3, "team/web", Self.identity(7), ["b"], in: ledger)
        let project = try #require(try ledger.projects().first)
        var entries: [LogEntry] = []
        try ledger.forEachEntry(of: project) { entries.append(try #require(LogEntry(bytes: $0))) }
        func fits(_ entries: [LogEntry]) -> Bool {
            var subject = LogSubject()
            return entries.allSatisfy { subject.take($0) }
        }
        #expect(fits(entries))
        #expect(!fits(entries.filter { $0.kind != .projectRenamed }))
        #expect(!fits(Array(entries.dropLast()) + [entries[1]]))
        try ledger.database.write { db in
            try db.execute(sql: "UPDATE project_path SET path = 'team/wab', folded = 'team/wab' WHERE number > 0")
        }
        #expect(throws: LedgerFinding.self) { try ledger.check() }
    }
}
