import Foundation
import ReleaseModel
import ReleaseSnapshot
import Testing

@testable import ReleaseEvidence

@Suite("Files of evidence are read strictly")
struct EvidenceFileTests {
    static let plain =
        #"{"release":{"id":5,"tag_name":"v1.0","name":"One","description":null,"created_at":"2019-06-28 13:23:40 UTC","#
        + #""project":{"id":20,"name":"Ferry"},"milestones":[{"id":11,"title":"M","state":"closed","#
        + #""due_date":"2019-05-12 12:00:00 UTC"}],"report_artifacts":[]}}"#

    static func file(_ text: String, path: String = "evidence/4711.json") throws -> EvidenceFile {
        try EvidenceFile(Data(text.utf8), path: path)
    }

    @Test func readsWhatGitLabDocuments() throws {
        let content = try Self.file(Self.plain).content
        #expect(content.tag == "v1.0" && content.name == .value("One") && content.description == .null)
        #expect(content.createdAt == Instant(text: "2019-06-28T13:23:40Z") && content.projectID == 20)
        #expect(content.milestones.map(\.title) == ["M"] && content.milestones[0].dueDate == .value("2019-05-12"))
        #expect(content.others == ["id", "project", "report_artifacts"])
    }

    @Test(arguments: [
        ("", "evidence/1.json: byte 0: the file is empty"),
        ("{\"release\":", "evidence/1.json: byte 11: the text ends inside a value"),
        (#"{"release":{"id":1,"id":2}}"#, "evidence/1.json: byte 19: duplicate key \"id\""),
        ("<html>", "evidence/1.json: byte 0: this is a web page, not release evidence"),
        ("[]", "evidence/1.json: not release evidence: there is no object \"release\""),
        (#"{"release":[]}"#, "evidence/1.json: not release evidence: there is no object \"release\""),
        (#"{"message":"404 Not found"}"#, "evidence/1.json: GitLab answered with an error: 404 Not found"),
        (
            #"{"release":{"created_at":"2019-06-28T13:23:40Z"}}"#,
            "evidence/1.json: /release/tag_name of the evidence is not a text"
        ),
        (
            #"{"release":{"tag_name":"v1","created_at":"yesterday"}}"#,
            "evidence/1.json: /release/created_at of the evidence is not a date and time with a zone"
        ),
        (
            #"{"release":{"tag_name":"v1","created_at":"2019-06-28T13:23:40Z","milestones":[{"id":1}]}}"#,
            "evidence/1.json: /release/milestones/0/title of the evidence is not a text"
        ),
        (
            #"{"release":{"tag_name":"v1","created_at":"2019-06-28T13:23:40Z","project":{"id":9007199254740992}}}"#,
            "evidence/1.json: /release/project/id of the evidence is not a whole number"
        ),
    ])
    func refuses(_ text: String, because words: String) {
        do {
            _ = try Self.file(text, path: "evidence/1.json")
            Issue.record("\(text) was taken for evidence")
        } catch let error as EvidenceFileError {
            #expect(error.message == words && error.hint != nil)
        } catch let error as SnapshotError {
            #expect(error.message == words && error.hint != nil)
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func refusesAFileThatIsTooLarge() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("1.json").path
        try Data(count: EvidenceFile.byteLimit + 1).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: SnapshotError.self) { try EvidenceFile(path: path) }
        #expect(error?.reason == .input(.fileTooLarge(size: 16_777_217, limit: 16_777_216)))
    }

    @Test(
        arguments: [
            ("4711.json", 4711), ("v1.0-evidences-4711.json", 4711), ("v1-evidences-2-evidences-3.json", 3),
        ] as [(String, Int64)])
    func findsTheNumberInTheName(_ name: String, _ number: Int64) {
        #expect(EvidenceNumber.parse(name) == number)
    }

    @Test(arguments: ["v1.0.json", "evidence.json", ".json", "4711", "-1.json", "9007199254740992.json", "٣.json"])
    func findsNoNumberElsewhere(_ name: String) {
        #expect(EvidenceNumber.parse(name) == nil)
    }

    @Test func refusesAnAttachmentThatIsNotWhatTheEntryNames() throws {
        let project = try #require(ProjectPath("harbour/ferry"))
        let file = try Self.file(Self.plain)
        let record = try file.record(stated: project)
        #expect(try ImportedEvidence(record, bytes: file.bytes).content == file.content)
        let name = try #require(PlainFilePath("4711.json"))
        func other(tag: String = "v1.0", projectID: Int64 = 20, digest: Digest? = nil) -> EvidenceFileRecord {
            EvidenceFileRecord(
                project: project, fileName: name, digest: digest ?? record.digest, byteCount: record.byteCount,
                tag: tag, projectID: projectID, number: 4711, collectedAt: nil, token: nil)
        }
        for record in [other(tag: "v2.0"), other(projectID: 21), other(digest: Digest(of: Data("x".utf8)))] {
            let error = #expect(throws: EvidenceFileError.self) { try ImportedEvidence(record, bytes: file.bytes) }
            #expect(error?.reason == .unreadableContent && error?.hint != nil)
        }
    }
}
