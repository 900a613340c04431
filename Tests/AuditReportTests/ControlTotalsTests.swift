import EventInference
import Foundation
import ReleaseModel
import Testing

@testable import AuditReport

@Suite("The control totals hold, and would show a lost release")
struct ControlTotalsTests {
    /// Three nights: two releases, then one more and one less, then another one less.
    private func report() throws -> Report {
        let project = try #require(ProjectPath("harbour/ferry"))
        let parameters = ReportParameters(
            project: project, period: nil, tool: ToolIdentity(name: "release-audit", version: "test"))
        var builder = ReportBuilder(parameters)
        for (night, tags) in [["v1", "v2"], ["v2", "v3"], ["v3"]].enumerated() {
            let day = "2026-01-0\(night + 2)T02:00:00Z"
            let documents = Dictionary(
                uniqueKeysWithValues: tags.map { tag in
                    (
                        Digest(of: Array(tag.utf8)),
                        Data(
                            #"{"tag_name":"\#(tag)","created_at":"2026-01-0\#(tag.last == "3" ? 2 : 1)T12:00:00Z","commit":null}"#
                                .utf8)
                    )
                })
            _ = try builder.add(
                SnapshotRecord(
                    project: project, capturedAt: try #require(CaptureTime(text: day)),
                    digest: Digest(of: Array(day.utf8)), pages: [],
                    window: ListWindow(startsAtFirstPage: true, end: .statedComplete), gitlabVersion: nil,
                    releaseCount: tags.count),
                tags.map { Digest(of: Array($0.utf8)) }
            ) { try Release(decoding: documents[$0] ?? Data()) }
        }
        return builder.report()
    }

    @Test func theyHold() throws {
        let totals = try report().totals
        #expect(totals.hold)
        #expect((totals.opening, totals.created, totals.deleted, totals.closing) == (2, 1, 2, 1))
    }

    /// Each event of the report is counted: without any one of them the sum does not hold.
    @Test func aLostEventBreaksThem() throws {
        let report = try report()
        #expect(report.events.count == 3)
        for lost in report.events.indices {
            var events = report.events
            events.remove(at: lost)
            let totals = ControlTotals(
                opening: report.totals.opening, events: events, notices: report.notices, closing: report.totals.closing)
            #expect(!totals.hold, "\(report.events[lost].action) is not missed")
        }
    }

    @Test func anInventedReleaseBreaksThem() throws {
        let report = try report()
        let totals = ControlTotals(
            opening: report.totals.opening, events: report.events, notices: report.notices,
            closing: report.totals.closing + 1)
        #expect(!totals.hold)
    }
}
