import EventInference
import ReleaseModel
import Testing

@testable import AuditReport

@Suite("The index over all projects drops none and mixes none up")
struct PortfolioTests {
    private func projects(_ paths: [String]) throws -> [ProjectPath] {
        try paths.map { try #require(ProjectPath($0)) }
    }

    /// The names of the folders, in the order of the paths.
    private func folders(_ paths: [String]) throws -> [String] {
        let projects = try projects(paths)
        let folders = ReportFolders(for: projects)
        return projects.map { folders[$0] }
    }

    @Test func aFolderIsCalledAsTheProject() throws {
        #expect(try folders(["harbour/ferry", "harbour/sub/pier_2.0"]) == ["harbour-ferry", "harbour-sub-pier_2.0"])
        #expect(try folders(["häfen/fähre"]) == ["h-fen-f-hre"])
    }

    @Test func pathsThatComeToTheSameAreNumbered() throws {
        #expect(try folders(["a/b-c", "a-b/c", "a/b/c", "a/d"]) == ["a-b-c~2", "a-b-c~1", "a-b-c~3", "a-d"])
        #expect(try folders(["Harbour/Ferry", "harbour/ferry"]) == ["Harbour-Ferry~1", "harbour-ferry~2"])
        let long = String(repeating: "x", count: 120)
        #expect(Set(try folders(["\(long)/a", "\(long)/b"])).count == 2)
    }

    @Test func noFolderIsHiddenOrTakenForAnOption() throws {
        #expect(try folders([".well/known", "-rf/home"]) == ["_.well-known", "_-rf-home"])
    }

    @Test func namesDoNotDependOnTheOrder() throws {
        let paths = ["a/b-c", "a-b/c", "a/b/c"]
        let forward = ReportFolders(for: try projects(paths))
        let backward = ReportFolders(for: try projects(paths.reversed()))
        for project in try projects(paths) { #expect(forward[project] == backward[project]) }
    }

    private func portfolio(_ reports: [Report]) throws -> Portfolio {
        let lines = reports.map {
            PortfolioLine(project: $0.project, folder: "x", outcome: .reported(ReportFigures(of: $0), []))
        }
        return Portfolio(try #require(reports.first).parameters, lines)
    }

    private func report(_ path: String, opening: Int, closing: Int) throws -> Report {
        let parameters = ReportParameters(
            project: try #require(ProjectPath(path)), tool: ToolIdentity(name: "release-audit", version: "0"))
        let report = ReportBuilder(parameters).report()
        return Report(
            parameters: parameters, snapshots: [], source: report.source, coverage: report.coverage,
            totals: ControlTotals(opening: opening, events: [], notices: [], closing: closing), counts: report.counts,
            events: [], unfilteredCount: 0, baseline: [], beginsWatching: true, notices: [], exceptions: [],
            auditLog: nil, releases: [], receipts: [])
    }

    @Test func faultsThatOutweighEachOtherAreStillFaults() throws {
        let right = try portfolio([report("a/b", opening: 1, closing: 1), report("a/c", opening: 2, closing: 2)])
        #expect(right.totals.hold && right.totalsHold)
        let wrong = try portfolio([report("a/b", opening: 1, closing: 2), report("a/c", opening: 2, closing: 1)])
        #expect(wrong.totals.hold)
        #expect(!wrong.totalsHold)
    }

    @Test func theIdDependsOnWhatBecameOfEachReport() throws {
        let project = try #require(ProjectPath("a/b"))
        let made = try report("a/b", opening: 1, closing: 1)
        let outcomes: [PortfolioLine.Outcome] = [
            .reported(ReportFigures(of: made), []), .noSnapshotYet, .failed,
        ]
        let ids = outcomes.map { outcome in
            Portfolio(made.parameters, [PortfolioLine(project: project, folder: "a-b", outcome: outcome)]).id
        }
        #expect(Set(ids).count == outcomes.count)
    }
}
