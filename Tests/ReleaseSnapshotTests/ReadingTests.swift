import Foundation
import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("A snapshot is read whole or refused")
struct ReadingTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func aLargeFileOfZerosIsGivenUp() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("sparse-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: Data("[]".utf8)))
        #expect(truncate(path, 1 << 30) == 0)
        let fault = #expect(throws: SnapshotError.self) { try FileContent.read(path, limit: 1 << 30) }
        #expect(fault?.reason == .input(.unreadable("it holds zero bytes, which no text does")))
    }

    @Test func namesEveryByteItRead() throws {
        let text = Sample.list(1...3)
        let file = try folder.write("group/app/2026-01-02T02:00:00Z.json", text)
        let snapshot = try #require(try folder.read().first)
        let record = snapshot.record
        #expect(record.project.description == "group/app")
        #expect(record.capturedAt.iso8601 == "2026-01-02T02:00:00Z")
        #expect(record.digest == Digest(of: Data(text.utf8)))
        let page = SnapshotPage(
            name: try #require(PlainFileName("2026-01-02T02:00:00Z.json")), digest: record.digest,
            byteCount: text.utf8.count)
        #expect(record.pages == [page])
        #expect(snapshot.documents.map { $0.digest } == (1...3).map { Digest(of: Data(Sample.release("v\($0)").utf8)) })
        #expect(record.releaseCount == 3)
        #expect(
            snapshot.documents.map { String(decoding: $0.bytes, as: UTF8.self) }
                == (1...3).map { Sample.release("v\($0)") })
        #expect(snapshot.documents.map { $0.identity.tag } == ["v1", "v2", "v3"])
        #expect(
            snapshot.documents.map { $0.offset } == [
                1, 2 + Sample.release("v1").utf8.count, 3 + 2 * Sample.release("v1").utf8.count,
            ])
        #expect(snapshot.documents.allSatisfy { $0.file == file })
    }

    private static let forms: [(String, String)] = {
        let releases: [String] = (1...3).map { Sample.release("v\($0)") }
        return [
            ("one array", Sample.list(1...3)), ("two arrays", Sample.list(1...2) + "\n" + Sample.list(3...3)),
            ("lines", releases.joined(separator: "\n") + "\n"),
            ("an indented array", "[\n  " + releases.joined(separator: ",\n  ") + "\n]\n"),
        ]
    }()

    @Test(arguments: forms)
    func takesEveryForm(name: String, text: String) throws {
        try folder.write("list.json", text)
        let snapshot = try #require(try folder.read(["list.json"], stated: .at()).first)
        #expect(snapshot.documents.map { $0.identity.tag } == ["v1", "v2", "v3"])
    }

    @Test func whatIsKnownIsNotDecoded() throws {
        // No release at all: whoever decodes it refuses it.
        let document = #"{"not":"a release"}"#
        try folder.write("group/app/2026-01-02.json", "[\(document)]")
        let known = DocumentIdentity(tag: "v1", createdAt: Instant(seconds: 0), project: ProjectPath("group/app"))
        let digest = Digest(of: Data(document.utf8))
        let snapshots = try folder.read(memory: SnapshotMemory(identity: { $0 == digest ? known : nil }))
        #expect(snapshots.first?.documents.map { $0.identity } == [known])
        #expect(throws: SnapshotError.self) { try folder.read() }
    }

    @Test func aReleaseOnBothPagesIsJoined() throws {
        let first = try folder.write("page-1.json", Sample.list(1...2))
        let second = try folder.write("page-2.json", Sample.list(2...3))
        let snapshots = try folder.read(["page-2.json", "page-1.json"], stated: .at())
        let record = try #require(snapshots.first?.record)
        #expect(snapshots.count == 1)
        #expect(
            snapshots.first?.documents.map { $0.digest }
                == (1...3).map { Digest(of: Data(Sample.release("v\($0)").utf8)) })
        #expect(record.pages.map { $0.name.description } == ["page-1.json", "page-2.json"])
        let lines = try [first, second].map { Digest(of: try Data(contentsOf: URL(fileURLWithPath: $0))).hex + "\n" }
        #expect(record.digest == Digest(of: Data(lines.joined().utf8)))
    }

    @Test func aTagWithTwoContentsIsRefused() throws {
        let list = "[\(Sample.release("v1")),\(Sample.release("v1", notes: "edited"))]"
        let file = try folder.write("list.json", list)
        let error = try #require(folder.refusal(["list.json"], stated: .at()))
        #expect(error.reason == .tagTwice(tag: "v1", firstFile: file, firstOffset: 1))
        #expect(error.offset == 2 + Sample.release("v1").utf8.count)
    }

    @Test(
        arguments: [
            ("[]x", 2, .json(.trailingBytes)), ("", 0, .json(.empty)),
            ("[{\"a\":1,\"a\":1}]", 8, .json(.duplicateKey("a"))),
            ("<html>", 0, .markup), ("OK", 0, .notAList), ("{\"id\":1}", 0, .notAList),
            (
                #"{"message":"404 Project Not Found"}"#, 0,
                .document(pointer: "", .errorAnswer(message: "404 Project Not Found"))
            ),
            (#"{"error":"invalid_token"}"#, 0, .document(pointer: "", .errorAnswer(message: "invalid_token"))),
            ("[1]", 1, .document(pointer: "", .notAnObject)), ("[[]]", 1, .document(pointer: "", .notAnObject)),
            (" [{}]", 2, .document(pointer: "/tag_name", .missing)),
            (#"[{"tag_name":7}]"#, 1, .document(pointer: "/tag_name", .wrongType(expected: "a string"))),
            (#"[{"tag_name":"v1"}]"#, 1, .document(pointer: "/created_at", .missing)),
            (#"[{"tag_name":"v1","created_at":"2025-12-01T00:00:00Z"}]"#, 1, .document(pointer: "", .withoutProject)),
        ] as [(String, Int, SnapshotError.Reason)])
    func refusesWhatIsNoList(text: String, offset: Int, reason: SnapshotError.Reason) throws {
        let file = try folder.write("list.json", text)
        let error = folder.refusal(["list.json"], stated: .at(project: "group/app"))
        #expect(error == SnapshotError(file: file, offset: offset, reason: reason))
    }

    @Test func aBadPageSpoilsTheSnapshot() throws {
        try folder.write("page-1.json", Sample.list(1...2))
        let file = try folder.write("page-2.json", "[")
        let error = folder.refusal(["page-1.json", "page-2.json"], stated: .at())
        #expect(error == SnapshotError(file: file, offset: 1, reason: .json(.truncated)))
    }

    @Test func limitsAreExact() throws {
        let text = Sample.list(1...1)
        let (fileSize, documentSize) = (text.utf8.count, text.utf8.count - 2)
        let file = try folder.write("list.json", text)
        let exact = SnapshotLimits(fileSize: fileSize, documentSize: documentSize)
        #expect(try folder.read(["list.json"], stated: .at(), limits: exact).count == 1)
        let small = SnapshotLimits(fileSize: fileSize - 1)
        #expect(
            folder.refusal(["list.json"], stated: .at(), limits: small)
                == SnapshotError(file: file, reason: .input(.fileTooLarge(size: fileSize, limit: fileSize - 1))))
        let smallDocument = SnapshotLimits(documentSize: documentSize - 1)
        let fault = SnapshotError.InputFault.documentTooLarge(size: documentSize, limit: documentSize - 1)
        #expect(
            folder.refusal(["list.json"], stated: .at(), limits: smallDocument)
                == SnapshotError(file: file, offset: 1, reason: .input(fault)))
    }

    @Test func thePartShownIsKeptWithTheSnapshot() throws {
        try folder.write("g/a/2026-01-02.json", Sample.list(1...20, in: "g/a"))
        try folder.write("g/b/2026-01-02.json", Sample.list(1...19, in: "g/b"))
        let ends = try folder.read().map { $0.record.window.end }
        #expect(ends == [.unknown, .oddCount])
        let stated = try folder.read(["g/a/2026-01-02.json"], stated: .at(nil, isComplete: true))
        #expect(stated.first?.record.window.end == .statedComplete)
    }
}

@Suite("An answer of a group is split by project")
struct GroupTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func splitsInTheOrderOfTheAnswer() throws {
        let releases = [("v3", "g/b"), ("v1", "g/a"), ("v1", "g/b"), ("v0", "g/sub/c")]
        let text = "[" + releases.map { Sample.release($0.0, in: $0.1) }.joined(separator: ",") + "]"
        try folder.write("all.json", text)
        let snapshots = try folder.read(["all.json"], stated: .at(group: "g"))
        #expect(snapshots.map { $0.record.project.description } == ["g/a", "g/b", "g/sub/c"])
        #expect(snapshots.map { $0.documents.map { $0.identity.tag } } == [["v1"], ["v3", "v1"], ["v0"]])
        #expect(Set(snapshots.map { $0.record.digest }) == [Digest(of: Data(text.utf8))])
        #expect(snapshots.allSatisfy { $0.record.releaseCount == $0.documents.count && $0.record.group != nil })
    }

    @Test func theWholeAnswerIsCounted() throws {
        let releases =
            (1...10).map { Sample.release("v\($0)", in: "g/a") } + (1...10).map { Sample.release("v\($0)", in: "g/b") }
        try folder.write("all.json", "[" + releases.joined(separator: ",") + "]")
        try folder.write("all.meta.json", #"{"headers":{"X-Total":20}}"#)
        let windows = try folder.read(["all.json"], stated: .at(group: "g")).map { $0.record.window }
        #expect(windows.map { $0.end } == [.totalReached, .totalReached])
    }

    @Test func theSidecarMayStateTheGroup() throws {
        try folder.write("g/2026-01-02.json", "[\(Sample.release("v1", in: "g/a")),\(Sample.release("v1", in: "g/b"))]")
        try folder.write("g/2026-01-02.meta.json", #"{"group":"g"}"#)
        #expect(try folder.read().map { $0.record.project.description } == ["g/a", "g/b"])
    }

    @Test(
        arguments: [
            (["g/a", "g/b"], nil, nil, .several(tag: "v2", named: ProjectPath("g/b"), earlier: ProjectPath("g/a"))),
            (["g/a", "h/b"], "g", nil, .outsideGroup(tag: "v2", named: ProjectPath("h/b"), group: "g")),
            (["gg/a"], "g", nil, .outsideGroup(tag: "v1", named: ProjectPath("gg/a"), group: "g")),
            (["g/a", nil], "g", nil, .notNamed(tag: "v2")),
            (["g/a"], "g", "g/a", .statedWithGroup(ProjectPath("g/a"), group: "g")),
        ] as [([String?], String?, String?, SnapshotError.ProjectFault?)])
    func refusesWhatCannotBeSplit(
        projects: [String?], group: String?, project: String?, fault: SnapshotError.ProjectFault?
    ) throws {
        let releases = projects.enumerated().map { Sample.release("v\($0 + 1)", in: $1) }
        try folder.write("all.json", "[" + releases.joined(separator: ",") + "]")
        let error = folder.refusal(["all.json"], stated: .at(project: project, group: group))
        #expect(error?.reason == fault.map { .project($0) })
    }

    @Test func anEmptyAnswerNamesNoProject() throws {
        try folder.write("all.json", "[]")
        #expect(try folder.read(["all.json"], stated: .at(group: "g")).isEmpty)
    }
}

extension SnapshotError.ProjectFault {
    // Rows of a table are easier to read with paths that may be wrong; those are caught as a missing fault.
    static func several(tag: String, named: ProjectPath?, earlier: ProjectPath?) -> Self? {
        guard let named, let earlier else { return nil }
        return .several(tag: tag, named: named, earlier: earlier)
    }

    static func outsideGroup(tag: String, named: ProjectPath?, group: String) -> Self? {
        named.map { .outsideGroup(tag: tag, named: $0, group: group) }
    }

    static func statedWithGroup(_ project: ProjectPath?, group: String) -> Self? {
        project.map { .statedWithGroup($0, group: group) }
    }
}
