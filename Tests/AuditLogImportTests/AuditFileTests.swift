import Foundation
import ReleaseModel
import ReleaseSnapshot
import Testing

@testable import AuditLogImport

@Suite("Files of audit events are read strictly")
struct AuditFileTests {
    static let header =
        "ID,Author ID,Author Name,Author Email,Entity ID,Entity Type,Entity Path,Target ID,Target Type,Target Details,"
        + "Action,IP Address,Created At (UTC)\n"

    static func file(_ text: String) throws -> AuditFile { try AuditFile(Data(text.utf8), path: "audit") }

    static func json(
        id: String = "1", at: String = "2026-01-02T03:04:05Z", message: String = "Updated release v1", more: String = ""
    ) -> String {
        #"{"id":\#(id),"author_id":12,"entity_id":7,"entity_type":"Project","created_at":"\#(at)","details":"#
            + #"{"custom_message":"\#(message)","author_name":"Mara","target_id":"31","target_type":"Release"\#(more)}}"#
    }

    @Test func takesNumbersAndTextsForIDs() throws {
        for (id, target) in [("17", #","target_id":31"#), (#""17""#, "")] {
            let event = try #require(try Self.file("[\(Self.json(id: id))]").events.first?.event)
            #expect(event.id == "17" && event.target.id == "31", "\(target)")
        }
        let uuid = #""5f0c1a52-6f6e-4f6c-9f0a-2d9d6f2a1b33""#
        #expect(try Self.file(Self.json(id: uuid)).form == .stream)
    }

    @Test func keepsNoAddress() throws {
        let file = try Self.file(
            "[" + Self.json(more: #","author_email":"m@x.example","ip_address":"192.0.2.1""#) + "]")
        let content = AuditImportContent(events: file.events.map(\.event), ignored: [])
        let text = String(decoding: content.bytes, as: UTF8.self)
        #expect(!text.contains("x.example") && !text.contains("192.0.2"))
    }

    @Test func countsWhatIsGivenTwiceAndRefusesWhatDiffers() throws {
        #expect(try Self.file(Self.json() + "\n" + Self.json() + "\n").repeated == 1)
        let error = #expect(throws: AuditImportError.self) {
            try Self.file("[\(Self.json()),\(Self.json(message: "Updated release v2"))]")
        }
        #expect(error?.reason == .contradiction(id: "1"))
    }

    @Test(arguments: [
        (#"[{"id":1}]"#, "byte 1: \"created_at\""), (#"[1]"#, "byte 1: not audit events"), ("12", "line 1"),
        (#"{"message":"403 Forbidden"}"#, "403 Forbidden"), (#"{"error":"insufficient_scope"}"#, "insufficient_scope"),
        (json(id: "null"), "\"id\""), (json(id: "{}"), "\"id\""), (json(id: "\"\""), "\"id\""),
        (json(at: "2026-01-02 03:04"), "\"created_at\""), (json(more: #","author_class":3"#), "\"author_class\""),
        (header + "1,x,,,7,Project,a/b,,Release,,Updated release v1,,2026-01-02T03:04:05Z\n", "line 2: \"Author ID\""),
        (header + "1,1,,,7,Project,a/b,,Release,,Updated release v1,,yesterday\n", "line 2: \"Created At (UTC)\""),
        (header + "1,1,\"Mara,,7\n", "line 2: a quotation mark is not closed"),
        (header + "1,1,\"Mara\"x,,7,Project,a/b,,,,,,\n", "line 2: a quotation mark"),
        ("\u{FEFF}" + header, "byte order mark"), ("ID,Action\n", "\"Author ID\" is missing"),
        ("ID,ID,Action\n", "\"ID\" is there twice"),
    ])
    func refusesAndSaysWhere(_ text: String, _ words: String) {
        let error = #expect(throws: AuditImportError.self) { try Self.file(text) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func readsCellsOverSeveralLinesAndTakesOffTheGuardAgainstFormulas() throws {
        let rows = "1,-1,\"a \"\"b\"\"\nc\",,7,Project,a/b,3,Release,'=1+1,Updated release v1,,2026-01-02 03:04:05\r\n"
        let event = try #require(try Self.file(Self.header + rows).events.first?.event)
        #expect(event.author.name == "a \"b\"\nc" && event.author.id == -1 && event.target.details == "=1+1")
        #expect(event.createdAt.iso8601 == "2026-01-02T03:04:05Z")
        // A line with an error after it is told by its own number.
        let error = #expect(throws: AuditImportError.self) { try Self.file(Self.header + rows + "2\n") }
        #expect(error?.place == .line(4))
    }

    /// A list that GitLab filtered looks like a whole one, so that events prove nothing of what is between them.
    @Test func coversWhatWasStatedAndNothingElse() throws {
        let file = try Self.file("[\(Self.json(id: "2", at: "2026-01-03T00:00:00Z")),\(Self.json())]")
        #expect(try file.cover(stated: nil) == nil)
        let times = file.events.map(\.event.createdAt)
        let (from, to) = (try #require(times.min()), try #require(times.max()))
        let stated = AuditCover(from: from, to: to, basis: .stated)
        #expect(try file.cover(stated: stated) == stated)
        #expect(try Self.file("[]").cover(stated: stated) == stated)
        let late = AuditCover(from: to, to: to, basis: .stated)
        #expect(throws: AuditImportError.self) { try file.cover(stated: late) }
    }

    /// GitLab cuts its export off after 100,000 rows and says nothing.
    @Test func takesNoWordForAnExportThatWasCutOff() throws {
        let rows = (1...100_000).map { "\($0),1,,,7,Project,a/b,,Release,,Updated release v1,,2026-01-02T03:04:05Z\n" }
        let file = try Self.file(Self.header + rows.joined())
        let time = try #require(Instant(text: "2026-01-02T03:04:05Z"))
        let error = #expect(throws: AuditImportError.self) {
            try file.cover(stated: AuditCover(from: time, to: time, basis: .stated))
        }
        #expect(error?.reason == .cutOff(rows: 100_000))
    }

    @Test func readsBackWhatIsKeptAndNothingElse() throws {
        let file = try Self.file("[\(Self.json(id: "10")),\(Self.json(id: "9"))]")
        let content = AuditImportContent(
            events: file.events.map(\.event), ignored: [IgnoredAuditEvents(name: "b", count: 2)])
        #expect(AuditImportContent(bytes: content.bytes) == content && content.events.map(\.id) == ["9", "10"])
        for index in content.bytes.indices {
            var changed = content.bytes
            changed[index] ^= 0x01
            #expect(AuditImportContent(bytes: changed) != content, "byte \(index)")
        }
        #expect(AuditImportContent(bytes: content.bytes + Data("\n".utf8)) == nil)
    }
}
