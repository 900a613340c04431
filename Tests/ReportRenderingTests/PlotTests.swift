import AuditReport
import Foundation
import ReleaseModel
import Testing

@testable import ReportRendering

@Suite("Plots say what the report says, without colour, script or rounding")
struct PlotTests {
    private let words: PlotWords

    init() throws {
        words = PlotWords(words: try WordCatalogue.builtIn(.english))
    }

    /// Ten nights without the fifth; a release is edited over the gap, another is made and deleted.
    private func tenNights() throws -> Report {
        try SampleReport.report(
            try (1...10).filter { $0 != 5 }.map { night in
                var releases = [SampleReport.Shown(tag: "v1.0", name: night < 6 ? "Ferry" : "Ferry two")]
                if (3...7).contains(night) {
                    releases.insert(.init(tag: "v2.0", createdAt: "2026-01-02T12:00:00Z"), at: 0)
                }
                return (try SampleReport.day(night), releases)
            })
    }

    // MARK: - Lengths and dates

    @Test(arguments: [(0, "0"), (5, "0.5"), (-5, "-0.5"), (120, "12"), (125, "12.5"), (-121, "-12.1")])
    func lengthsAreWrittenWithoutALocale(tenths: Int, text: String) {
        #expect(PlotLength(tenths: tenths).text == text)
    }

    @Test(
        arguments: [
            ("2026-01-01", "2026-01-07", ["2026-01-01", "2026-01-02"]),
            ("2026-01-01", "2026-01-16", ["2026-01-01", "2026-01-03"]),
            // Weeks begin on Mondays: 1 January 2026 is a Thursday.
            ("2026-01-01", "2026-02-15", ["2026-01-05", "2026-01-12"]),
            ("2025-12-15", "2026-06-30", ["2026-01", "2026-02"]), ("2026-01-01", "2026-12-31", ["2026-01", "2026-03"]),
            ("2020-02-01", "2026-12-31", ["2021", "2022"]), ("1000-01-01", "1990-01-01", ["1000", "1200"]),
        ])
    func datesOnTheAxisAreRealOnes(first: String, last: String, expected: [String]) throws {
        let (from, to) = (try #require(CivilDay(text: first)), try #require(CivilDay(text: last)))
        let scale = TimeScale(from: from.start, to: to.next.start, left: 150, right: 756)
        #expect(Array(scale.ticks.map(\.label).prefix(2)) == expected)
        #expect((2...9).contains(scale.ticks.count), "\(scale.ticks)")
    }

    @Test func whatLiesOutsideIsPutAtTheEdge() throws {
        let day = try #require(CivilDay(text: "2026-01-01"))
        let scale = TimeScale(from: day.start, to: day.next.start, left: 100, right: 200)
        #expect(scale.place(of: day.start.advanced(bySeconds: -1)) == 100)
        #expect(scale.place(of: day.start.advanced(bySeconds: 43_200)) == 150)
        #expect(scale.place(of: day.next.next.start) == 200)
    }

    // MARK: - Timeline

    @Test func aLaneStandsForEachReleaseWithEvents() throws {
        let timeline = try #require(Timeline(try tenNights(), left: 0, right: 1000))
        #expect(timeline.lanes.map(\.subject) == [.release(tag: "v1.0"), .release(tag: "v2.0")])
        #expect(timeline.lanes.map(\.marks.count) == [1, 2])
        #expect(timeline.gaps.map { "\($0)" } == ["2026-01-05...2026-01-05"])
        // Bounded by the snapshots of 4 and 6 January; a night is 100 wide.
        let edit = try #require(timeline.lanes.first?.marks.first)
        #expect(!edit.isStated && edit.from.tenths == 3083 && edit.to.tenths == 5083)
        let creation = try #require(timeline.lanes.last?.marks.first)
        #expect(creation.isStated && creation.from == creation.to)
        #expect(timeline.lanes.last?.life?.to.tenths == 7083, "its life ends with the snapshot that lacks it")
    }

    @Test func marksOfAKindThatWouldOverlapBecomeOneWithACount() throws {
        let report = try SampleReport.report(
            period: "2026",
            try (1...9).map { (try SampleReport.day($0), [.init(tag: "v1.0", name: "Ferry \($0)")]) })
        let timeline = try #require(Timeline(report, left: 0, right: 600))
        #expect(timeline.lanes.first?.marks.map(\.count).reduce(0, +) == 8)
        #expect((timeline.lanes.first?.marks.count ?? 8) < 4)
        #expect(try #require(TimelinePlot(report, words)).markup.contains("×"))
    }

    @Test func tooManyLanesAreFoldedIntoCounts() throws {
        func report(_ count: Int) throws -> Report {
            try SampleReport.report([
                (try SampleReport.day(1), []),
                (
                    try SampleReport.day(2),
                    (0..<count).map { .init(tag: "v\($0)", createdAt: "2026-01-01T12:00:00Z") }.reversed()
                ),
            ])
        }
        #expect(try #require(TimelinePlot(try report(30), words)).isReadable)
        #expect(try !#require(TimelinePlot(try report(60), words)).isReadable)
    }

    @Test func withoutEventsThereIsNoTimeline() throws {
        let report = try SampleReport.report([(try SampleReport.day(1), []), (try SampleReport.day(2), [])])
        #expect(TimelinePlot(report, words) == nil)
    }

    // MARK: - Calendar and counts

    @Test func everyNightIsCompletePartialOrMissing() throws {
        let calendar = CoverageCalendar(try tenNights())
        #expect(calendar.nights.count { $0.night == .missing } == 1)
        #expect(
            calendar.stretches.map { "\($0.first) \(words.name(of: $0.night)) \($0.count) \($0.events)" } == [
                "2026-01-01 complete 4 1", "2026-01-05 missing 1 0", "2026-01-06 complete 5 2",
            ])
        let partial = try SampleReport.report(
            period: "2026-01-01..2026-01-04", [(try SampleReport.day(2), [.init(tag: "v1.0")])], isComplete: false)
        #expect(CoverageCalendar(partial).nights.map(\.night) == [.missing, .partial, .missing])
    }

    @Test func yearsOfNightsAreFoldedIntoMonths() throws {
        let report = try SampleReport.report(
            period: "2020-01-01..2026-01-01", [(try SampleReport.day(-9), [.init(tag: "v1.0")])])
        let plot = try #require(CoverageCalendarPlot(CoverageCalendar(report), words))
        #expect(
            plot.markup.components(separatedBy: "class=\"missing\"").count - 1 == 72 + 1, "a cell a month, and the key")
        let centuries = try SampleReport.report(period: "1900-01-01..2026-01-01", [(try SampleReport.day(-9), [])])
        #expect(CoverageCalendarPlot(CoverageCalendar(centuries), words) == nil)
    }

    @Test(
        arguments: [
            ("2026-01-01..2026-01-15", EventCounts.Unit.week, 3), ("2026-Q1", .month, 3), ("2026", .month, 12),
            ("2020-01-01..2026-02-01", .year, 7),
        ])
    func countsAreByMonthOrByWhatSuitsThePeriod(period: String, unit: EventCounts.Unit, rows: Int) throws {
        let report = try SampleReport.report(
            period: period,
            try (1...9).map { (try SampleReport.day($0), [.init(tag: "v1.0", name: "Ferry \($0)")]) })
        let calendar = CoverageCalendar(report)
        let counts = EventCounts(report, calendar)
        #expect(counts.unit == unit && counts.rows.count == rows)
        #expect(counts.rows.reduce(0) { $0 + $1.events } == report.events.count)
        #expect(counts.rows.reduce(0) { $0 + $1.missingNights } == calendar.count(.missing))
        #expect(EventCountsPlot(counts, words) != nil)
    }

    // MARK: - Markup

    @Test func drawingsAreWellFormedByAnotherProgramsJudgement() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plots-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try tenNights()
        let calendar = CoverageCalendar(report)
        let drawings = [
            try #require(TimelinePlot(report, words)).markup,
            try #require(CoverageCalendarPlot(calendar, words)).markup,
            try #require(EventCountsPlot(EventCounts(report, calendar), words)).markup,
        ]
        for (index, drawing) in drawings.enumerated() {
            #expect(try xmllint(drawing, in: folder) == 0, "drawing \(index)")
            #expect(drawing.contains("role=\"img\"") && drawing.contains("<title id=") && drawing.contains("<desc id="))
            #expect(!drawing.contains("style=") && !drawing.contains("href"))
        }
        #expect(try xmllint(drawings[0].replacing("</text>", with: ""), in: folder) != 0, "the check can fail")
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"/><x y=\"", "\u{202E}gnp", "a\u{0}b", "&amp;", "]]>", "\u{301}<b>",
    ])
    func aHostileTagIsOnlyText(tag: String) throws {
        let report = try SampleReport.report([
            (try SampleReport.day(1), []),
            (try SampleReport.day(2), [.init(tag: tag, createdAt: "2026-01-01T12:00:00Z")]),
        ])
        let markup = try #require(TimelinePlot(report, words)).markup
        #expect(
            !markup.contains("<script") && !markup.contains("<x")
                && !markup.unicodeScalars.contains { $0 == "\u{202E}" })
        let names = Set(markup.matches(of: #/<([a-zA-Z]+)/#).map { String($0.output.1) })
        #expect(
            names.isSubset(of: ["svg", "title", "desc", "defs", "pattern", "rect", "line", "circle", "path", "text"]))
        #expect(
            markup.contains(HTMLText().escapeText(SVGDrawing.fit(tag.visibleLine, within: 158))), "the tag is not there"
        )
    }

    @Test func everyStyleHasItsRuleInTheStyleSheet() throws {
        let sheet = try ReportTemplates.builtIn().styleSheet
        for style in SVGDrawing.Style.allCases {
            #expect(sheet.contains(".plot .\(style.rawValue)"), "\(style.rawValue) has no look")
        }
    }

    private func xmllint(_ text: String, in folder: URL) throws -> Int32 {
        let file = folder.appendingPathComponent("drawing.svg")
        try Data(text.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xmllint", "--noout", "--nonet", file.path]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
