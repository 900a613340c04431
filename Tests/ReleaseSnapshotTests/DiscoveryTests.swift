import Foundation
import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("Files are grouped into snapshots in order of capture")
struct DiscoveryTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The names of the files of each snapshot, below the folder.
    private func grouped(_ names: [String] = [""], stated: SnapshotStatement = SnapshotStatement()) throws -> [[String]]
    {
        let inputs = names.map { $0.isEmpty ? folder.path : "\(folder.path)/\($0)" }
        return try SnapshotFiles.discover(inputs, stated: stated).map { source in
            source.pages.map { String($0.path.dropFirst(folder.path.count + 1)) }
        }
    }

    @Test func walksAFolder() throws {
        let files = [
            "g/a/2026-01-03.json", "g/a/2026-01-02T02:00:00Z.json", "g/b/2026-01-02T02:00:00Z/page-10.json",
            "g/b/2026-01-02T02:00:00Z/page-9.json", "g/b/2026-01-01.ndjson",
        ]
        let ignored = ["g/a/.2026-01-01.json", ".git/2026-01-01.json", "g/a/README.md", "g/a/2026-01-03.json.gz"]
        for name in files + ignored { try folder.write(name, "[]") }
        try folder.write("g/a/2026-01-03.meta.json", "{}")
        #expect(
            try grouped() == [
                ["g/b/2026-01-01.ndjson"], ["g/a/2026-01-02T02:00:00Z.json"],
                ["g/b/2026-01-02T02:00:00Z/page-9.json", "g/b/2026-01-02T02:00:00Z/page-10.json"],
                ["g/a/2026-01-03.json"],
            ])
    }

    @Test func passesOverWhatWasCollectedWithASnapshotButNotProjectsOfThatName() throws {
        let pages = ["g/a/20260102T020000Z/page-1.json", "g/evidence/20260103T020000Z/page-1.json"]
        let besides = ["evidence/4711.json", "audit-events/page-1.json"].map { "g/a/20260102T020000Z/\($0)" }
        for name in pages + besides { try folder.write(name, "[]") }
        #expect(try grouped() == pages.map { [$0] })
        #expect(try grouped(["g/a/20260102T020000Z"]) == [[pages[0]]])
        // What else lies in the folder is not passed over in silence.
        try folder.write("g/a/20260102T020000Z/other/2026-01-04.json", "[]")
        #expect(try grouped().count == 3)
    }

    @Test func filesGivenWithoutCaptureTimeAreOneSnapshot() throws {
        for name in ["b.json", "a.json", "c/d.json"] { try folder.write(name, "[]") }
        #expect(try grouped(["b.json", "a.json", "c/d.json"]) == [["b.json", "a.json", "c/d.json"]])
        #expect(try grouped(["b.json", "a.json"], stated: .at()) == [["b.json", "a.json"]])
    }

    @Test func filesGivenOfDifferentInstantsAreSnapshots() throws {
        for name in ["2026-01-03.json", "2026-01-02.json"] { try folder.write(name, "[]") }
        #expect(try grouped(["2026-01-03.json", "2026-01-02.json"]) == [["2026-01-02.json"], ["2026-01-03.json"]])
    }

    @Test func sidecarsOfOneInstantMakeOneSnapshot() throws {
        for (name, page, day) in [("x", 2, "2026-01-02"), ("y", 1, "2026-01-02"), ("z", 1, "2026-01-03")] {
            try folder.write("\(name).json", "[]")
            try folder.write("\(name).meta.json", #"{"captured_at":"\#(day)","headers":{"x-PAGE":"\#(page)"}}"#)
        }
        #expect(try grouped(["x.json", "y.json", "z.json"]) == [["y.json", "x.json"], ["z.json"]])
    }

    @Test func aFileGivenTwiceIsReadOnce() throws {
        try folder.write("2026-01-02.json", "[]")
        #expect(try grouped(["2026-01-02.json", "2026-01-02.json"]) == [["2026-01-02.json"]])
    }

    @Test(
        arguments: [
            (["page-1.json", "page-3.json"], "page-3.json", .missing(number: 2)),
            (["x_p2.json", "y_p2.json"], "y_p2.json", .twice(number: 2)),
        ] as [([String], String, SnapshotError.PageFault)])
    func refusesPagesThatDoNotFit(names: [String], culprit: String, fault: SnapshotError.PageFault) throws {
        for name in names { try folder.write(name, "[]") }
        let expected = SnapshotError(file: "\(folder.path)/\(culprit)", reason: .pages(fault))
        #expect(folder.refusal(names, stated: .at()) == expected)
    }

    @Test func oneTimeIsNotStatedForFilesOfTwo() throws {
        for name in ["2026-01-02.json", "2026-01-03.json"] { try folder.write(name, "[]") }
        let times = [2, 3].compactMap { CaptureTime(text: "2026-01-0\($0)") }
        #expect(folder.refusal(stated: .at())?.reason == .captureTimesDiffer(times[0], times[1]))
    }

    @Test func pagesTakenAtDifferentTimesAreRefused() throws {
        for page in 1...2 {
            try folder.write("2026-01-02/page-\(page).json", "[]")
            try folder.write("2026-01-02/page-\(page).meta.json", #"{"captured_at":"2026-01-02T00:00:0\#(page)Z"}"#)
        }
        guard case .captureTimesDiffer? = folder.refusal()?.reason else {
            Issue.record("pages of two instants were taken for one snapshot")
            return
        }
    }

    @Test func saysWhatIsMissing() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
        try folder.write("empty/x.meta.json", "{}")
        #expect(folder.refusal(["empty"])?.reason == .input(.emptyFolder))
        #expect(folder.refusal(["nothing.json"])?.reason == .input(.missing))
        #expect(folder.refusal(["nothing/at/all"])?.reason == .input(.missing))
    }

    @Test func passesOverSidecarsThatAShellListsBesideTheirSnapshots() throws {
        try folder.write("a.json", Sample.list(1...2))
        try folder.write("a.meta.json", #"{"captured_at":"2026-01-02T02:00:00Z"}"#)
        try folder.write("b.ndjson", Sample.release("v1"))
        try folder.write("b.ndjson.meta.json", #"{"captured_at":"2026-01-03T02:00:00Z"}"#)
        let records = try folder.read(["a.json", "a.meta.json", "b.ndjson", "b.ndjson.meta.json"]).map(\.record)
        #expect(records.map(\.releaseCount) == [2, 1])
        #expect(folder.refusal(["a.meta.json"])?.reason == .input(.sidecarAlone))
        #expect(folder.refusal(["a.meta.json", "b.ndjson"])?.reason == .input(.sidecarAlone))
    }

    @Test func refusesWhatIsNoFile() throws {
        let error = #expect(throws: SnapshotError.self) {
            for source in try SnapshotFiles.discover(["/dev/null"]) { _ = try source.read(.at()) }
        }
        #expect(error?.reason == .input(.notAFile))
    }

    @Test func refusesACircleOfLinks() throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/a", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/a/b", withDestinationPath: folder.path + "/a")
        #expect(folder.refusal()?.reason == .input(.foldersTooDeep(limit: 32)))
    }

    @Test func refusesALinkToNothing() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/2026-01-02.json", withDestinationPath: folder.path + "/gone")
        #expect(folder.refusal()?.reason == .input(.missing))
    }
}
