import EventInference
import ReleaseModel
import Testing

@testable import AuditReport

@Suite("Nights are counted against the period asked for")
struct CoverageTests {
    private func coverage(_ period: String?, _ captured: String...) throws -> Coverage {
        Coverage(
            of: try period.map { try #require(Period(text: $0)) },
            captured: try captured.map { try #require(CaptureTime(text: $0)) }, by: .newest)
    }

    private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text: text)) }

    @Test func nothingIsMissingWhereEachNightHasASnapshot() throws {
        let found = try coverage("2026-01-02..2026-01-04", "2026-01-02T02:00:00Z", "2026-01-03")
        #expect(found.nights == 2 && found.missing.isEmpty)
    }

    @Test func theEndsOfThePeriodCount() throws {
        let found = try coverage("2026-01", "2026-01-03T02:00:00Z", "2026-01-04T02:00:00Z", "2026-01-06T02:00:00Z")
        #expect(
            try found.missing == [
                day("2026-01-01")...day("2026-01-02"), day("2026-01-05")...day("2026-01-05"),
                day("2026-01-07")...day("2026-01-31"),
            ])
        #expect(found.missingNights == 28)
    }

    @Test func aPeriodWithoutASnapshotIsMissingWhole() throws {
        let found = try coverage("2026-01-09..2026-01-10")
        #expect(found.nights == 1 && found.missingNights == 1)
    }

    @Test func aLateRunMissesNoNight() throws {
        let found = try coverage(nil, "2026-01-01T23:59:55Z", "2026-01-03T00:00:10Z")
        #expect(found.missing.isEmpty)
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
