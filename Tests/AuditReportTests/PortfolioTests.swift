import EventInference
import ReleaseModel
import Testing

@testable import AuditReport

@Suite("The index over all projects drops none and mixes none up")
struct PortfolioTests {
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
            parameters: parameters, identified: ReportedProject(), snapshots: [], source: report.source,
            coverage: report.coverage,
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
