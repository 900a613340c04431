import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("A snapshot of the future is refused")
struct FutureTests {
    private let limits = SnapshotLimits(future: FutureLimit(now: Instant(seconds: 1_767_319_200)))  // 2026-01-02T02:00Z

    @Test(
        "More than ten minutes ahead of the clock, by instant or by day",
        arguments: [
            ("20260102T021000Z", false), ("20260102T021001Z", true), ("20990101T000000Z", true), ("2026-01-02", false),
            ("2026-01-03", true),
        ])
    func refuses(name: String, isRefused: Bool) throws {
        let folder = try TemporaryFolder()
        try folder.write("group/app/\(name).json", Sample.list(1...1))
        guard isRefused else {
            #expect(try folder.read(limits: limits).count == 1)
            return
        }
        let refusal = folder.refusal(limits: limits)
        guard case .inFuture? = refusal?.reason else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(refusal?.message.contains("but this machine's clock shows 2026-01-02T02:00:00Z") == true)
    }

    @Test("Also where only the last page was answered then; without a clock nothing is refused")
    func lastPage() throws {
        let folder = try TemporaryFolder()
        try folder.write("group/app/20260102T020000Z/page-1.json", Sample.list(1...1))
        try folder.write(
            "group/app/20260102T020000Z/page-1.meta.json",
            #"{"requested_at":"2026-01-02T02:00:00Z","answered_at":"2027-01-02T02:00:00Z"}"#)
        #expect(folder.refusal(limits: limits) != nil)
        #expect(try folder.read().first?.record.span != nil)
    }

    @Test("One bad sidecar keeps its own snapshot out, whole, and no other")
    func oneOfMany() throws {
        let folder = try TemporaryFolder()
        for night in 1...3 {
            for page in 1...2 {
                try folder.write("group/app/2026010\(night)T020000Z/page-\(page).json", Sample.list(page...page))
            }
        }
        try folder.write("group/app/20260102T020000Z/page-2.meta.json", "{]")
        let branch = try #require(try SnapshotTree(folder.path).branches.first)
        let (sources, faults) = branch.snapshots { _ in true }
        #expect(sources.map { $0.pages.count } == [2, 2])
        #expect(faults.map { $0.paths.count } == [2])
    }

    @Test("What GitLab says of the project is no list of releases")
    func projectBody() throws {
        let folder = try TemporaryFolder()
        try folder.write("group/app/20260102T020000Z/page-1.json", Sample.list(1...1))
        try folder.write("group/app/20260102T020000Z/project/project.json", #"{"id":42}"#)
        #expect(try folder.read().count == 1)
        #expect(try SnapshotTree(folder.path).branches.map { $0.holds(.project) } == [true])
    }
}
