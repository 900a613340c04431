import Foundation
import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("Project and capture time come from options, sidecars and paths, in this order")
struct NamingTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// One row: a file, what is given and stated, and the project found.
    @Test(
        arguments: [
            ("group/app/2026-01-02.json", "", nil, nil, "group/app", "group/app"),
            ("group/app/2026-01-02.json", "group", nil, nil, "group/app", "group/app"),
            ("group/app/2026-01-02.json", "group/app", nil, nil, "group/app", "group/app"),
            ("group/app/2026-01-02.json", "group/app/2026-01-02.json", nil, nil, "group/app", "group/app"),
            ("backup/group/app/2026-01-02.json", "", nil, nil, "group/app", "group/app"),
            ("a/b/c/2026-01-02/page-1.json", "", nil, nil, "a/b/c", "a/b/c"),
            ("2026-01-02.json", "2026-01-02.json", nil, nil, "group/app", "group/app"),
            ("2026-01-02.json", "", nil, nil, "group/app", "group/app"),
            ("group/app/2026-01-02.json", "", nil, nil, nil, "group/app"),
            // Below a relative address the links have more in front.
            ("group/app/2026-01-02.json", "", nil, nil, "gitlab/group/app", "group/app"),
            ("x/y/2026-01-02.json", "", "group/app", nil, "gitlab/group/app", "group/app"),
            ("x/y/2026-01-02.json", "", "group/app", nil, "group/app", "group/app"),
            ("x/y/2026-01-02.json", "", nil, "group/app", "group/app", "group/app"),
            ("x/y/2026-01-02.json", "", "group/app", "other/app", "group/app", "group/app"),
            ("x/y/2026-01-02.json", "", "group/app", nil, nil, "group/app"),
        ] as [(String, String, String?, String?, String?, String)])
    func findsTheProject(
        file: String, given: String, option: String?, sidecar: String?, named: String?, expected: String
    ) throws {
        try folder.write(file, Sample.list(1...2, in: named))
        if let sidecar {
            try folder.write(file.replacing(".json", with: ".meta.json"), #"{"project":"\#(sidecar)"}"#)
        }
        let snapshots = try folder.read([given], stated: .at(nil, project: option))
        #expect(snapshots.map { $0.record.project.description } == [expected])
    }

    @Test(
        arguments: [
            ("x/y/2026-01-02.json", "", nil, nil, "group/app", "x/y"),
            ("2026-01-02.json", "", "group/other", nil, "group/app", "group/other"),
            ("group/app/2026-01-02.json", "", "group/other", nil, "group/app", "group/other"),
            ("group/app/2026-01-02.json", "", nil, "group/other", "group/app", "group/other"),
            ("my-group/app/2026-01-02.json", "", nil, nil, "group/app", "my-group/app"),
            ("group/app/2026-01-02.json", "", nil, nil, "other-group/app", "group/app"),
        ] as [(String, String, String?, String?, String, String)])
    func refusesAnotherProject(
        file: String, given: String, option: String?, sidecar: String?, named: String, expected: String
    ) throws {
        try folder.write(file, Sample.list(1...2, in: named))
        if let sidecar {
            try folder.write(file.replacing(".json", with: ".meta.json"), #"{"project":"\#(sidecar)"}"#)
        }
        let error = folder.refusal([given], stated: .at(nil, project: option))
        let (found, wanted) = (try #require(ProjectPath(named)), try #require(ProjectPath(expected)))
        #expect(error?.reason == .project(.other(tag: "v1", named: found, expected: wanted)))
        #expect(error?.offset == 1)
    }

    @Test func anEmptyListNeedsSomebodyToSayTheProject() throws {
        try folder.write("group/app/2026-01-02.json", "[]")
        #expect(try folder.read().map { $0.record.project.description } == ["group/app"])
        #expect(folder.refusal(["group/app"])?.reason == .project(.unknown))
        #expect(try folder.read(["group/app"], stated: .at(nil, project: "group/app")).count == 1)
    }

    @Test func oneProjectIsNotStatedForFoldersOfTwo() throws {
        try folder.write("g/a/2026-01-02.json", Sample.list(1...2, in: "g/a"))
        try folder.write("g/b/2026-01-02.json", "[]")
        let (first, second) = (try #require(ProjectPath("g/a")), try #require(ProjectPath("g/b")))
        #expect(
            folder.refusal(stated: .at(nil, project: "g/a"))?.reason
                == .project(.statedForSeveral(stated: first, first, second)))
    }

    @Test(
        arguments: [
            ("2026-01-02.json", nil, nil, "2026-01-02"), ("20260102T020004Z.json", nil, nil, "2026-01-02T02:00:04Z"),
            ("2026-01-02T03:00:00+01:00.ndjson", nil, nil, "2026-01-02T02:00:00Z"),
            ("2026-01-02/page-1.json", nil, nil, "2026-01-02"), ("2026-01-02/list.jsonl", nil, nil, "2026-01-02"),
            ("2026-01-02_p1.json", nil, nil, "2026-01-02"),
            ("2026-01-02.json", nil, "2026-01-03T00:00:00Z", "2026-01-03T00:00:00Z"),
            ("2026-01-02.json", "2026-01-04", "2026-01-03T00:00:00Z", "2026-01-04"),
            ("list.json", "2026-01-04", nil, "2026-01-04"),
            ("list.json", nil, "2026-01-03", "2026-01-03"),
        ] as [(String, String?, String?, String)])
    func findsTheCaptureTime(file: String, option: String?, sidecar: String?, expected: String) throws {
        try folder.write(file, Sample.list(1...2))
        if let sidecar { try folder.write(file + ".meta.json", #"{"captured_at":"\#(sidecar)"}"#) }
        #expect(try folder.read([file], stated: .at(option)).map { $0.record.capturedAt.iso8601 } == [expected])
    }

    @Test(arguments: ["list.json", "2026-02-30.json", "2026-01-02T02:00:00.json", "2026-01.json", "latest/page-1.json"])
    func neverGuessesTheCaptureTime(file: String) throws {
        let path = try folder.write(file, Sample.list(1...2))
        #expect(folder.refusal([file]) == SnapshotError(file: path, reason: .captureTimeUnknown))
    }

    @Test(
        arguments: [
            ("page-3", "", 3, nil), ("list_page3of4", "list", 3, 4), ("x.p12", "x", 12, nil),
            ("app3", "app3", nil, nil), ("p3", "", 3, nil), ("backup3", "backup3", nil, nil),
            ("page-0", "page-0", nil, nil),
            ("2026-01-02", "2026-01-02", nil, nil), ("3of4", "3of4", nil, nil), ("page", "page", nil, nil),
            ("", "", nil, nil),
            ("page-1234567", "page-1234567", nil, nil),
        ] as [(Substring, String, Int?, Int?)])
    func readsPageNumbers(stem: Substring, rest: String, number: Int?, count: Int?) {
        let name = PageName(stem: stem)
        #expect(String(name.rest) == rest)
        #expect(name.number == number)
        #expect(name.count == count)
    }
}
