import ReleaseModel
import Testing

@testable import AuditReport

@Suite("The calendar says when a report is due")
struct CalendarTests {
    private func ended(_ part: CalendarPart, from first: String, by now: String) throws -> [String] {
        Period.ended(
            part, from: try #require(Instant(text: first)), by: try #require(Instant(text: now))
        ).map(\.label)
    }

    @Test func namesEveryPeriodFromTheFirstThatHasEnded() throws {
        let (first, now) = ("2025-11-30T23:59:59Z", "2026-04-01T00:00:00Z")
        #expect(
            try ended(.month, from: first, by: now) == ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"])
        #expect(try ended(.quarter, from: first, by: now) == ["2025-Q4", "2026-Q1"])
        #expect(try ended(.year, from: first, by: now) == ["2025"])
    }

    @Test func waitsForTheLastSecondOfThePeriod() throws {
        #expect(try ended(.month, from: "2026-01-15T00:00:00Z", by: "2026-01-31T23:59:59Z").isEmpty)
        #expect(try ended(.month, from: "2026-01-15T00:00:00Z", by: "2026-02-01T00:00:00Z") == ["2026-01"])
    }
}
