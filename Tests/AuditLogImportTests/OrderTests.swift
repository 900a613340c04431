import Foundation
import ReleaseModel
import Testing

@testable import AuditLogImport

@Suite("The order of files, pages and keys does not matter")
struct OrderTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }

    private func text(_ id: Int, _ random: inout Random) -> String {
        let members = [
            #""id":\#(id)"#, #""author_id":\#(id % 3)"#, #""entity_id":7"#, #""entity_type":"Project""#,
            #""created_at":"2026-01-\#(10 + id % 9)T0\#(id % 7):00:00.\#(100 + id)Z""#,
            #""details":{"custom_message":"Updated release v\#(id % 4)","entity_path":"a/b","target_type":"Release"}"#,
        ]
        return "{" + members.shuffled(using: &random).joined(separator: ",") + "}"
    }

    private func log(of files: [String]) throws -> AuditLog {
        let files = try files.map { try AuditFile(Data($0.utf8), path: "f") }
        let project = try #require(ProjectPath("a/b"))
        let assignment = AuditAssignment(stated: project, statedID: nil, projects: [:], files: files)
        return AuditLog(
            try AuditImports.prepare(files, by: assignment, project: project, cover: nil).map { prepared in
                try AuditImport(prepared.record, content: prepared.content)
            })
    }

    @Test(arguments: 0..<40)
    func givesTheSameLog(_ seed: Int) throws {
        var random = Random(state: UInt64(seed))
        let ids = Array(1...30)
        let whole = try log(of: ["[" + ids.map { text($0, &random) }.joined(separator: ",") + "]"])
        var files: [String] = []
        for _ in 0..<4 {
            // Overlapping parts, as pages one after the other, or one event a line.
            let part = ids.shuffled(using: &random).prefix(20).map { text($0, &random) }
            files.append(
                seed % 2 == 0
                    ? "[" + part.prefix(9).joined(separator: ",") + "]\n[" + part.dropFirst(9).joined(separator: ",")
                        + "]"
                    : part.joined(separator: "\n") + "\n")
        }
        files.append("[" + ids.shuffled(using: &random).map { text($0, &random) }.joined(separator: ",") + "]")
        let parts = try log(of: files.shuffled(using: &random))
        #expect(
            parts.events == whole.events && parts.covered(isVouchedFor: true) == whole.covered(isVouchedFor: true)
                && parts.contradictions.isEmpty)
    }

    @Test func joinsTimesThatTouchAndNoOthers() throws {
        let record = try log(of: ["[]"]).imports[0].record
        func covered(_ ranges: [(Int64, Int64)]) -> [ClosedRange<Instant>] {
            AuditLog(
                ranges.map { from, to in
                    let cover = AuditCover(from: Instant(seconds: from), to: Instant(seconds: to), basis: .stated)
                    return AuditImport(
                        record: AuditImportRecord(
                            project: record.project, fileName: record.fileName, fileDigest: record.fileDigest,
                            byteCount: 0,
                            form: .api, cover: cover, assignment: .stated, projectID: nil, counts: record.counts,
                            content: record.content), events: [], ignored: [])
                }
            ).covered(isVouchedFor: true)
        }
        #expect(covered([(5, 9), (0, 5)]) == [Instant(seconds: 0)...Instant(seconds: 9)])
        #expect(covered([(0, 9), (2, 3), (11, 12)]).count == 2)
    }
}

@Suite("An event is of the project that it names, or it is refused")
struct AssignmentTests {
    private func assigned(
        _ events: String, stated: String? = nil, id: Int64? = nil, known: [String: Int64?] = [:]
    ) throws -> [String] {
        let file = try AuditFile(Data(events.utf8), path: "f")
        var projects: [ProjectPath: Int64?] = [:]
        for (path, number) in known { projects[try #require(ProjectPath(path))] = number }
        let assignment = AuditAssignment(
            stated: stated.flatMap { ProjectPath($0) }, statedID: id, projects: projects, files: [file])
        return try assignment.events(of: file).map { "\($0.project?.description ?? "-") \($0.reason.rawValue)" }
    }

    private func event(_ id: Int, _ path: String?, type: String = "Project", number: Int? = 7) -> String {
        let path = path.map { "\"\($0)\"" } ?? "null"
        return #"{"id":\#(id),"entity_type":"\#(type)","entity_path":\#(path),"created_at":"2026-01-02T03:04:05Z","#
            + #""entity_id":\#(number.map { String($0) } ?? "null")}"#
    }

    @Test func byPathThenByNumberThenByWord() throws {
        #expect(try assigned("[\(event(1, "a/b"))]", stated: "a/b") == ["a/b entity-path"])
        #expect(try assigned("[\(event(1, "a/c"))]", stated: "a/b") == ["- entity-path"])
        #expect(try assigned("[\(event(1, nil))]", stated: "a/b") == ["a/b stated"])
        #expect(try assigned("[\(event(1, nil))]", known: ["a/b": 7]) == ["a/b entity-id"])
        #expect(try assigned("[\(event(1, "old/b"))]", known: ["a/b": 7]) == ["a/b entity-id"])
        #expect(
            try assigned(
                "[\(event(1, "a/b")),\(event(2, "old/b")),\(event(3, nil)),\(event(4, nil, number: 8))]", stated: "a/b")
                == ["a/b entity-path", "a/b entity-id", "a/b entity-id", "- entity-path"])
        #expect(try assigned("[\(event(1, nil, type: "Group"))]", known: ["a/b": 7]) == ["- entity-path"])
        #expect(
            try assigned("[\(event(1, nil)),\(event(2, nil, number: 8))]", stated: "a/b", id: 8)
                == ["- entity-path", "a/b entity-id"])
    }

    @Test func refusesWhatCannotBeAssigned() {
        #expect(throws: AuditImportError.self) { try assigned("[\(event(1, nil))]", known: ["a/b": nil]) }
        #expect(throws: AuditImportError.self) {
            try assigned("[\(event(1, nil)),\(event(2, nil, number: 8))]", stated: "a/b")
        }
    }
}
