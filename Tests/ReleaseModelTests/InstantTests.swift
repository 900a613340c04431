import ReleaseModel
import Testing

@Suite struct InstantTests {
    /// Notations that GitLab has used, with what they mean in UTC.
    @Test(arguments: [
        ("2019-09-27T08:40:04.018Z", "2019-09-27T08:40:04.018Z"),
        ("2025-03-19T16:19:36.993+08:00", "2025-03-19T08:19:36.993Z"),
        ("2022-11-25 10:03:29 UTC", "2022-11-25T10:03:29Z"),
        ("2026-01-02 18:00:00 +0800", "2026-01-02T10:00:00Z"),
        ("2026-01-02 03:00:00.5 -0130", "2026-01-02T04:30:00.5Z"),
        ("2019-11-28T08:49:16.000+00:00", "2019-11-28T08:49:16Z"),
        ("20260102T020004Z", "2026-01-02T02:00:04Z"),
        ("2026-01-01T00:30:00-0130", "2026-01-01T02:00:00Z"),
        ("2024-02-29T23:59:59.999999999Z", "2024-02-29T23:59:59.999999999Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("10000-01-01T00:00:00.000Z", "10000-01-01T00:00:00Z"),
        ("294276-12-31T23:59:59Z", "294276-12-31T23:59:59Z"),
        ("-0001-06-01T00:00:00Z", "-0001-06-01T00:00:00Z"),
        ("-4712-01-01T00:00:00Z", "-4712-01-01T00:00:00Z"),
        ("9999-12-31T23:30:00-01:00", "10000-01-01T00:30:00Z"),
    ])
    func readsEveryNotation(text: String, meaning: String) {
        #expect(Instant(text: text)?.iso8601 == meaning)
    }

    @Test(arguments: [
        "", "2026-01-02", "2026-01-02T02:00:00", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z",
        "2026-01-02T24:00:00Z", "2026-01-02T02:60:00Z", "2026-01-02T02:00:61Z", "2026-01-02T02:00:00.Z",
        "2026-01-02T02:00:00Z ", " 2026-01-02T02:00:00Z", "2026-0102T02:00:00Z", "2026-01-02T0200:00Z",
        "0010000-01-01T00:00:00Z", "294277-01-01T00:00:00Z", "1000001-01-01T00:00:00Z", "-1-01-01T00:00:00Z",
        "100000101T000000Z", "-20260102T020004Z", "-00001-01-01T00:00:00Z",
        "2026-01-02T02:00:00+25:00", "2026-01-02T02:00:00+01:60", "２０２６-01-02T02:00:00Z", "2026-01-02T02:00:00 CET",
        "2026-01-02 18:00:00  +0800", "2026-01-02 18:00:00 Z", "2026-01-02 18:00:00 + 0800",
    ])
    func refusesWhatNamesNoInstant(text: String) {
        #expect(Instant(text: text) == nil)
    }

    @Test func comparesByMeaning() throws {
        let inUTC = try #require(Instant(text: "2026-01-02T02:00:00Z"))
        let inBerlin = try #require(Instant(text: "2026-01-02T03:00:00.000+01:00"))
        #expect(inUTC == inBerlin)
        #expect(inUTC.hashValue == inBerlin.hashValue)
        #expect(try inUTC < #require(Instant(text: "2026-01-02T02:00:00.001Z")))
    }

    @Test(arguments: [
        ("2026-01-02T02:00:00.539Z", "2026-01-02T02:00:00Z", true),
        ("2026-01-02T02:00:00.539Z", "2026-01-02T02:00:00.539000Z", true),
        ("2026-01-02T02:00:00.539Z", "2026-01-02T02:00:00.540Z", false),
        ("2026-01-02T02:00:00.000Z", "2026-01-02T02:00:00.539Z", false),
        ("2026-01-02T02:00:01Z", "2026-01-02T02:00:00Z", false),
    ])
    func agreesAtTheCoarserPrecision(left: String, right: String, agrees: Bool) throws {
        let (left, right) = (try #require(Instant(text: left)), try #require(Instant(text: right)))
        #expect(left.agrees(with: right) == agrees)
        #expect(right.agrees(with: left) == agrees)
    }

    @Test func yearsOfMoreDigitsAreInOrder() throws {
        let times = try [
            "-0001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01T00:00:00Z",
            "100000-01-01T00:00:00Z",
        ].map { try #require(Instant(text: $0)) }
        #expect(times == times.sorted())
        #expect(times.map(\.hasPlausibleYear) == [false, true, true, false, false])
        #expect(times.allSatisfy { Instant(text: $0.iso8601) == $0 })
    }

    @Test func tenMinutesAheadAreAllowed() throws {
        let now = try #require(Instant(text: "2026-01-02T02:00:00Z"))
        let limit = FutureLimit(now: now)
        #expect(limit.admits(now.advanced(bySeconds: 600)) && !limit.admits(now.advanced(bySeconds: 601)))
    }

    @Test func writesTheFormOfReports() throws {
        #expect(try #require(Instant(text: "2019-10-16T16:26:50.75Z")).reportText == "2019-10-16 16:26:50 UTC")
    }

    @Test func countsDaysLikeTheCalendar() throws {
        var day = try #require(CivilDay(year: 1999, month: 12, day: 31))
        var seen: [String] = []
        for _ in 0..<61 {
            seen.append(day.description)
            day = day.next
        }
        #expect(seen[1] == "2000-01-01")
        #expect(seen[60] == "2000-02-29")
        #expect(CivilDay(text: "1970-01-01")?.daysSince1970 == 0)
    }
}
