import EventInference
import ReleaseModel
import Testing

@testable import AuditReport

@Suite("Nights are counted against the period asked for")
struct CoverageTests {
    private func coverage(
        _ period: String?, _ captured: String..., opening: String? = nil, cadence: String = "nightly"
    ) throws -> Coverage {
        try coverage(period, captured, opening: opening, cadence: cadence)
    }

    private func coverage(
        _ period: String?, _ captured: [String], opening: String? = nil, cadence: String, failures: [FailedRun] = []
    ) throws -> Coverage {
        let project = try #require(ProjectPath("harbour/ferry"))
        let lines = try captured.enumerated().map { index, text in
            SnapshotLine(
                record: SnapshotRecord(
                    project: project, capturedAt: try #require(CaptureTime(text: text)),
                    digest: Digest(of: Array(text.utf8)), pages: [],
                    window: ListWindow(startsAtFirstPage: true, end: .statedComplete), gitlabVersion: nil,
                    releaseCount: 1),
                isOpening: false, eventCount: index)
        }
        return Coverage(
            of: try period.map { try #require(Period(text: $0)) },
            opening: try opening.map { try #require(CaptureTime(text: $0)) }, lines,
            cadence: try #require(Cadence(text: cadence)), failures: failures, by: .newest)
    }

    private func failed(_ time: String, _ cause: RunFailure.Cause, status: Int? = nil) throws -> FailedRun {
        FailedRun(
            startedAt: try #require(Instant(text: time)),
            failure: RunFailure(attempted: .snapshot, cause: cause, status: status, exitCode: 69))
    }

    private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text: text)) }

    @Test func nothingIsMissingWhereEachNightHasASnapshot() throws {
        let found = try coverage("2026-01-02..2026-01-04", "2026-01-02T02:00:00Z", "2026-01-03")
        #expect(found.expected == 2 && found.gaps.isEmpty)
    }

    @Test func theEndsOfThePeriodCount() throws {
        let found = try coverage("2026-01", "2026-01-03T02:00:00Z", "2026-01-04T02:00:00Z", "2026-01-06T02:00:00Z")
        #expect(
            try found.gaps.map(\.days) == [
                day("2026-01-01")...day("2026-01-02"), day("2026-01-05")...day("2026-01-05"),
                day("2026-01-07")...day("2026-01-31"),
            ])
        #expect(found.gaps.map(\.count) == [2, 1, 25])
        #expect(found.missed == 28 && found.expected == 31)
        #expect(found.gaps.map(\.hiddenSeconds) == [nil, 2 * 86_400, nil])
        #expect(found.gaps.map(\.eventCount) == [0, 2, 0])
        #expect(found.borders.closingLag == 2_239_200)
    }

    @Test func aGapHasTheReasonsThatTheLogGives() throws {
        let runs = try [
            failed("2026-01-03T02:10:00Z", .refused, status: 503), failed("2026-01-03T03:10:00Z", .unreachable),
            failed("2026-01-04T02:10:00Z", .refused, status: 503), failed("2026-01-05T02:10:00Z", .missing),
            failed("2026-01-08T02:10:00Z", .machine),
        ]
        let found = try coverage(
            "2026-01-02..2026-01-09",
            ["2026-01-02T02:00:00Z", "2026-01-05T03:00:00Z", "2026-01-07T02:00:00Z"], cadence: "nightly",
            failures: runs)
        #expect(found.gaps.map { $0.reasons.map(\.failure.cause) } == [[.refused, .unreachable], [], [.machine]])
        #expect(found.gaps.map(\.unexplained) == [0, 1, 0])
        let first = try #require(found.gaps.first?.reasons.first)
        #expect(first.count == 2 && first.failure.status == 503)
        #expect(first.first == runs[0].startedAt && first.last == runs[2].startedAt)
    }

    @Test func nightsThatWantNoSnapshotNeedNoReason() throws {
        // 2026-01-03 is a Saturday.
        let found = try coverage(
            "2026-01-01..2026-01-07", ["2026-01-01T02:00:00Z", "2026-01-06T02:00:00Z"], cadence: "weekdays",
            failures: [try failed("2026-01-03T02:10:00Z", .missing)])
        #expect(found.gaps.map(\.count) == [2] && found.gaps.map(\.unexplained) == [2])
    }

    @Test func aPeriodWithoutASnapshotIsMissingWhole() throws {
        let found = try coverage("2026-01-09..2026-01-10")
        #expect(found.expected == 1 && found.missed == 1)
    }

    @Test func aLateRunMissesNoNight() throws {
        #expect(try coverage(nil, "2026-01-01T23:59:55Z", "2026-01-03T00:00:10Z").gaps.isEmpty)
        let overTheBorder = try coverage(
            "2026-01-02..2026-01-04", "2026-01-03T00:00:10Z", opening: "2026-01-01T23:59:55Z")
        #expect(overTheBorder.gaps.isEmpty)
        #expect(overTheBorder.borders.openingAge == 5)
    }

    @Test func aNightThatTheBorderCutsWantsNoSnapshot() throws {
        let found = try coverage("2026-01-02T12:00:00Z..2026-01-05T01:00:00Z", "2026-01-03T02:00:00Z")
        #expect(found.expected == 2 && found.missed == 1)
    }

    @Test func weekdaysLeaveOutWeekends() throws {
        // 2026-01-02 is a Friday; the Tuesday after it has no snapshot.
        let found = try coverage(
            "2026-01-01..2026-01-12", "2026-01-01T02:00:00Z", "2026-01-02T02:00:00Z", "2026-01-05T02:00:00Z",
            "2026-01-07T02:00:00Z", "2026-01-08T02:00:00Z", "2026-01-09T02:00:00Z", cadence: "weekdays")
        #expect(found.expected == 7)
        #expect(try found.gaps.map(\.days) == [day("2026-01-06")...day("2026-01-06")])
    }

    @Test func weeksBeginOnMondays() throws {
        // Q1 of 2026 begins on a Thursday and ends on a Tuesday: twelve whole weeks, one of which has no snapshot.
        let sundays = (0..<13).map { CivilDay(daysSince1970: 20_457 + 7 * $0).description }
        var weekly = sundays
        weekly.remove(at: 5)
        let found = try coverage("2026-Q1", weekly, cadence: "weekly")
        #expect(found.expected == 12 && found.missed == 1)
        #expect(try found.gaps.map(\.days) == [day("2026-02-02")...day("2026-02-08")])
        #expect(try coverage("2026-Q1", sundays, cadence: "weekly").gaps.isEmpty)
    }

    @Test func hoursAreCountedFromMidnight() throws {
        let found = try coverage(
            "2026-01-02..2026-01-03", "2026-01-02T01:00:00Z", "2026-01-02T06:30:00Z", "2026-01-02T19:00:00Z",
            cadence: "6h")
        #expect(found.expected == 4 && found.missed == 1)
        #expect(found.gaps.first?.start.iso8601 == "2026-01-02T12:00:00Z")
        #expect(found.gaps.first?.end.iso8601 == "2026-01-02T18:00:00Z")
    }

    @Test(arguments: ["daily", "5h", "24h", "0h", "06h", "h", "", "Nightly", "-6h"])
    func refusesWhatIsNoCadence(text: String) {
        #expect(Cadence(text: text) == nil)
    }

    @Test(arguments: Cadence.texts)
    func aCadenceIsWrittenAsItIsRead(text: String) throws {
        let cadence = try #require(Cadence(text: text))
        #expect(cadence.description == text)
        let slot = cadence.slot(at: Instant(seconds: -5_000_000))
        #expect(cadence.start(of: slot).seconds <= -5_000_000 && cadence.start(of: slot + 1).seconds > -5_000_000)
    }

    /// Counted one by one, the expected slots of any stretch are as many as the arithmetic says.
    @Test func weekdaysAreCountedRight() throws {
        for first in Int64(-20)...20 {
            for last in first...(first + 20) {
                // 1970-01-01 was a Thursday.
                let counted = (first...last).count { [0, 1, 2, 3, 4].contains((($0 + 3) % 7 + 7) % 7) }
                #expect(Cadence.weekdays.expected(in: first...last) == Int64(counted))
            }
        }
    }

    @Test(arguments: ["2026-Q5", "2026-13", "26", "2026-01-03", "2026-01-03..2026-01-03", "..", "2026-1"])
    func refusesWhatIsNoPeriod(text: String) {
        #expect(Period(text: text) == nil)
    }

    @Test(
        arguments: [
            ("2026", "2026-01-01", "2027-01-01"), ("2026-Q4", "2026-10-01", "2027-01-01"),
            ("2024-02", "2024-02-01", "2024-03-01"), ("2026-01-05..2026-02-01", "2026-01-05", "2026-02-01"),
        ])
    func includesItsStartAndNotItsEnd(text: String, first: String, after: String) throws {
        let period = try #require(Period(text: text))
        #expect(try period.start == day(first).start && period.end == day(after).start)
        #expect(period.contains(period.start) && !period.contains(period.end))
    }
}
