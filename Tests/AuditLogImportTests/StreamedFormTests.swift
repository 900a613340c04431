import Foundation
import ReleaseModel
import Testing

@testable import AuditLogImport

@Suite("Streamed events are read in the envelopes of their destinations")
struct StreamedFormTests {
    private let event = AuditFileTests.json(id: "801")

    private func entry(_ payload: String) -> String {
        #"{"insertId":"x","logName":"projects/p/logs/audit","timestamp":"2026-01-02T03:04:06Z","jsonPayload":\#(payload)}"#
    }

    private func line(_ members: String) -> String {
        #"{"severity":"INFO","time":"2026-01-02T03:04:05.500Z","correlation_id":"01H","author_id":12,"entity_id":7,"#
            + #""entity_type":"Project","target_type":"Release","target_id":31,"author_name":"Mara"\#(members)}"#
    }

    @Test func inEntriesOfAGoogleCloudLog() throws {
        let bare = try AuditFileTests.file(event).events.map(\.event)
        for text in [entry(event), "[\(entry(event))]", entry(event) + "\n" + entry(event) + "\n"] {
            let file = try AuditFileTests.file(text)
            #expect(file.form == .cloudLog && file.events.map(\.event) == bare)
        }
    }

    /// One object holds one event, or an array of them.
    @Test func asObjectsOfS3() throws {
        #expect(try AuditFileTests.file(event).form == .stream)
        #expect(try AuditFileTests.file("[\(event),\(AuditFileTests.json(id: "802"))]").events.count == 2)
    }

    @Test func asLinesOfAuditJSONLog() throws {
        let whole = line(
            #","id":811,"created_at":"2026-01-02T03:04:05.123Z","custom_message":"Updated release v1","details":{}"#)
        let file = try AuditFileTests.file(whole)
        let read = try #require(file.events.first?.event)
        #expect(file.form == .serverLog && read.id == "811" && read.message == "Updated release v1")
        #expect(read.createdAt.iso8601 == "2026-01-02T03:04:05.123Z" && read.target.id == "31")
    }

    /// GitLab writes some lines before the event has a number; the line itself is its name then.
    @Test func linesWithoutANumberAreToldApart() throws {
        let first = line(#","id":null,"custom_message":"Updated release v1""#)
        let file = try AuditFileTests.file(
            first + "\n" + first + "\n" + line(#","custom_message":"Updated release v2""#))
        #expect(file.events.count == 2 && file.repeated == 1)
        let ids = file.events.map(\.event.id)
        #expect(Set(ids).count == 2 && ids.allSatisfy { $0.hasPrefix("line:") && $0.utf8.count <= 64 })
        #expect(file.events.first?.event.createdAt.iso8601 == "2026-01-02T03:04:05.5Z")
    }

    /// The same event from the API, with its number, takes the place of the line.
    @Test func aLineOfANumberedEventCountsOnce() throws {
        let numbered = try #require(try AuditFileTests.file(event).events.first?.event)
        let unnumbered = try #require(
            try AuditFileTests.file(line(#","custom_message":"Updated release v1""#)).events.first?.event)
        let other = try #require(
            try AuditFileTests.file(line(#","custom_message":"Updated release v2""#)).events.first?.event)
        let log = AuditLog(try imports([[unnumbered, other], [numbered]]))
        #expect(log.events.map(\.message) == ["Updated release v1", "Updated release v2"])
        #expect(log.events.contains(numbered))
    }

    @Test(arguments: [
        (
            #"{"time":"2026-01-02T03:04:05Z","severity":"INFO","status":200,"method":"PUT","path":"/api/v4/x"}"#,
            "api_json.log"
        ),
        (
            #"{"time":"2026-01-02T03:04:05Z","severity":"INFO","query_string":"mutation {}","complexity":1}"#,
            "graphql_json.log"
        ),
        (
            #"{"method":"GET","path":"/x","status":200,"controller":"A","time":"2026-01-02T03:04:05Z"}"#,
            "production_json.log"
        ),
    ])
    func refusesOtherLogsByName(_ text: String, _ name: String) {
        let error = #expect(throws: AuditImportError.self) { try AuditFileTests.file(text) }
        #expect(error?.message.contains(name) == true && error?.hint?.contains("audit_json.log") == true)
    }

    @Test(arguments: ["2026-01-02 11:04:05 +0800", "2026-01-02 03:04:05 UTC", "2026-01-02T03:04:05Z"])
    func readsTimesOfRuby(_ time: String) throws {
        let json = try #require(try AuditFileTests.file("[\(AuditFileTests.json(at: time))]").events.first?.event)
        #expect(json.createdAt.iso8601 == "2026-01-02T03:04:05Z")
        let row = AuditFileTests.header + "1,1,,,7,Project,a/b,,Release,,Updated release v1,,\(time)\n"
        #expect(try AuditFileTests.file(row).events.first?.event.createdAt.iso8601 == "2026-01-02T03:04:05Z")
    }

    /// In whatever order GitLab gives them out.
    @Test func takesEventsInAnyOrder() throws {
        let times = ["2026-01-02T03:04:07Z", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z"]
        let file = try AuditFileTests.file(
            "[" + times.enumerated().map { AuditFileTests.json(id: "\(10 - $0)", at: $1) }.joined(separator: ",") + "]")
        #expect(file.events.count == 3)
    }

    private func imports(_ files: [[AuditEvent]]) throws -> [AuditImport] {
        try files.map { try AuditLogAccountsTests.file($0) }
    }
}

@Suite("The first account of an event counts; others are kept beside it")
struct AuditLogAccountsTests {
    static func file(_ events: [AuditEvent], _ name: String = "f") throws -> AuditImport {
        AuditImport(
            record: AuditImportRecord(
                project: try #require(ProjectPath("a/b")), fileName: try #require(PlainFilePath(name)),
                fileDigest: Digest(of: Data()), byteCount: 0,
                form: .api, cover: nil, assignment: .stated, projectID: nil,
                counts: AuditImportRecord.Counts(kept: events.count, ignored: 0, elsewhere: 0, repeated: 0),
                content: Digest(of: Data())), events: events, ignored: [])
    }

    private func event(_ author: String?, at: String = "2026-01-02T03:04:05Z", name: String? = nil) throws -> AuditEvent
    {
        AuditEvent(
            id: "17", createdAt: try #require(Instant(text: at)), name: name, message: "Updated release v1",
            author: AuditAuthor(id: 12, name: author, kind: nil),
            entity: AuditEntity(type: "Project", id: 7, path: nil),
            target: AuditTarget(type: "Release", id: "31", details: "Ferry"))
    }

    @Test func anotherNameTakesNobodysPlace() throws {
        let log = AuditLog([
            try Self.file([event("Mara")], "first"), try Self.file([event("Zoe")], "second"),
            try Self.file([event("Zoe")], "third"),
        ])
        #expect(log.events.map(\.author.name) == ["Mara"])
        let contradiction = try #require(log.contradictions.first)
        #expect(contradiction.first.file == "first" && contradiction.others.map(\.file) == ["second"])
        #expect(contradiction.others.map(\.event.author.name) == ["Zoe"])
    }

    @Test func whatTheFirstLeavesOpenALaterOneCompletes() throws {
        let log = AuditLog([
            try Self.file([event(nil)]),
            try Self.file([event("Mara", at: "2026-01-02T03:04:05.25Z", name: "release_updated")]),
        ])
        let read = try #require(log.events.first)
        #expect(log.contradictions.isEmpty && read.author.name == "Mara" && read.name == "release_updated")
        #expect(read.createdAt.iso8601 == "2026-01-02T03:04:05.25Z")
    }

    @Test func rulesBefore3ChooseTheFullerAccount() throws {
        let log = AuditLog([try Self.file([event("Mara")]), try Self.file([event("Zoe", name: "release_updated")])])
        #expect(log.fullestEvents.map(\.author.name) == ["Zoe"] && log.events.map(\.author.name) == ["Mara"])
    }
}

@Suite("Audit events about the project itself")
struct ProjectEventTests {
    private func event(_ name: String?, _ message: String, _ details: String = "") throws -> AuditEvent {
        let named = name.map { #","event_name":"\#($0)""# } ?? ""
        return try #require(
            try AuditFileTests.file(
                #"[{"id":1,"author_id":12,"entity_id":7,"entity_type":"Project","created_at":"2026-01-02T03:04:05Z","details":"#
                    + #"{"custom_message":"\#(message)","target_type":"Project"\#(named)\#(details)}}]"#
            ).events.first?.event)
    }

    @Test func areReadByNameAndDetails() throws {
        let moved = try event(
            "project_namespace_updated", "Changed namespace from a/b to c/b", #","from":"a/b","to":"c/b""#)
        #expect(
            moved.projectAct == .moved(from: "a/b", to: "c/b") && moved.change == AuditChange(from: "a/b", to: "c/b"))
        #expect(
            try event("project_path_updated", "Changed path to c/b", #","from":"","to":"c/b""#).projectAct
                == .moved(from: nil, to: "c/b"))
        #expect(try event("project_archived", "Project archived").projectAct == .archived)
        #expect(try event("project_unarchived", "Project unarchived").projectAct == .unarchived)
        #expect(try event("project_destroyed", "Project destroyed").projectAct == .destroyed)
        #expect(
            try event(
                "project_feature_releases_access_level_updated", "Changed releases_access_level from Public to Private",
                #","from":"Public","to":"Private""#
            ).projectAct == .releasesAccess(from: "Public", to: "Private"))
        #expect(
            try event("project_name_updated", "Changed name from A to B", #","from":"A","to":"B""#).projectAct == nil)
        #expect(try event("project_name_updated", "Changed name", #","from":"A""#).change == nil)
    }

    /// The CSV export has no names.
    @Test func areReadByTheirWords() throws {
        #expect(try event(nil, "Changed path from a/b to a/c").projectAct == .moved(from: "a/b", to: "a/c"))
        #expect(try event(nil, "Project archived (by Root)").projectAct == .archived)
        #expect(try event(nil, "Changed path from a to b to c").projectAct == .moved(from: nil, to: nil))
        #expect(try event(nil, "Project exported").projectAct == nil)
    }

    @Test func areKeptWithTheirValues() throws {
        let moved = try event("project_path_updated", "Changed path from a/b to a/c", #","from":"a/b","to":"a/c""#)
        let content = AuditImportContent(events: [moved], ignored: [])
        #expect(AuditImportContent(bytes: content.bytes)?.events == [moved])
        let text = "[" + AuditFileTests.json(id: "2") + "]"
        let plain = AuditImportContent(events: try AuditFileTests.file(text).events.map(\.event), ignored: [])
        #expect(!String(decoding: plain.bytes, as: UTF8.self).contains("change"))
    }

    @Test func tellWhoRenamedAProject() throws {
        let moved = try event("project_path_updated", "Changed path from a/b to a/c", #","from":"a/b","to":"a/c""#)
        let log = AuditLog([try AuditLogAccountsTests.file([moved])])
        let (old, new) = (try #require(ProjectPath("a/b")), try #require(ProjectPath("a/c")))
        let day = Bounds(after: moved.createdAt.advanced(bySeconds: -9), by: moved.createdAt.advanced(bySeconds: 9))
        #expect(log.move(from: old, to: new, within: day) == moved)
        #expect(log.move(from: new, to: old, within: day) == nil)
        let later = Bounds(after: moved.createdAt, by: moved.createdAt.advanced(bySeconds: 9))
        #expect(log.move(from: old, to: new, within: later) == nil)
    }
}
