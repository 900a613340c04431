/// A day of the Gregorian calendar in UTC.
///
/// The conversions follow Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms"; they need no
/// calendar, locale or time zone, which is why a report has the same bytes on every machine.
package struct CivilDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01, negative before it.
    package let daysSince1970: Int64

    /// The day that lies `daysSince1970` days after 1970-01-01.
    package init(daysSince1970: Int64) {
        self.daysSince1970 = daysSince1970
    }

    /// The years that have four digits; a date of another one is read, and no date that anybody meant.
    package static let plausibleYears: ClosedRange<Int64> = 0...9999

    /// The years that a database can hold: PostgreSQL, "Date/Time Types", 4713 BC to 294276 AD.
    private static let knownYears: ClosedRange<Int64> = -4712...294_276

    /// The day of a date; nil where the calendar has no such day, such as 2026-02-30.
    package init?(year: Int64, month: Int64, day: Int64) {
        guard (1...12).contains(month), (1...31).contains(day), Self.knownYears.contains(year) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.dividedRoundingDown(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(daysSince1970: era * 146_097 + dayOfEra - 719_468)
        guard date == (year, month, day) else { return nil }
    }

    /// Year, month and day of the month.
    package var date: (year: Int64, month: Int64, day: Int64) {
        let shifted = daysSince1970 + 719_468
        let era = shifted.dividedRoundingDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// Midnight at the start of the day, UTC.
    package var start: Instant { Instant(seconds: daysSince1970 * 86_400) }

    /// The day after.
    package var next: CivilDay { CivilDay(daysSince1970: daysSince1970 + 1) }

    /// The date as `2026-01-02`; years of more digits, and those before 0000 with a minus, as Ruby writes them.
    package var description: String {
        let (year, month, day) = date
        return "\(year < 0 ? "-" : "")\(abs(year).padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }

    package static func < (left: CivilDay, right: CivilDay) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }
}

extension Instant {
    /// The day, in UTC, in which the instant lies.
    package var day: CivilDay { CivilDay(daysSince1970: seconds.dividedRoundingDown(by: 86_400)) }
}
