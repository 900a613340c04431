package import ReleaseModel

/// A stretch of time in UTC that includes its start and not its end.
package struct Period: Sendable, Equatable {
    package let start: Instant
    package let end: Instant
    /// As the operator wrote it: `2026-Q1`.
    package let label: String

    /// Reads `2026`, `2026-Q1`, `2026-03` or `FROM..TO`, where FROM and TO are dates or instants.
    ///
    /// A date as TO is the first day that is no longer included. Nil for anything else, and where TO is not after FROM.
    package init?(text: String) {
        guard let (start, end) = Self.range(text) ?? Self.calendarPart(text), start < end else { return nil }
        self.start = start
        self.end = end
        label = text
    }

    /// Whether an instant lies in the period.
    package func contains(_ instant: Instant) -> Bool {
        start <= instant && instant < end
    }

    private static func range(_ text: String) -> (Instant, Instant)? {
        guard let dots = text.firstRange(of: ".."),
            let start = CaptureTime(text: text[..<dots.lowerBound]),
            let end = CaptureTime(text: text[dots.upperBound...])
        else { return nil }
        return (start.earliest, end.earliest)
    }

    private static func calendarPart(_ text: String) -> (Instant, Instant)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 4, let year = Int64(first), parts.count <= 2 else {
            return nil
        }
        let part = parts.count == 2 ? parts[1] : nil
        let months: ClosedRange<Int64>
        switch part {
        case nil: months = 1...12
        case "Q1": months = 1...3
        case "Q2": months = 4...6
        case "Q3": months = 7...9
        case "Q4": months = 10...12
        case let number?:
            guard number.utf8.count == 2, let month = Int64(number), (1...12).contains(month) else { return nil }
            months = month...month
        }
        let after = months.upperBound == 12 ? (year + 1, 1) : (year, months.upperBound + 1)
        guard let start = CivilDay(year: year, month: months.lowerBound, day: 1),
            let end = CivilDay(year: after.0, month: after.1, day: 1)
        else { return nil }
        return (start.start, end.start)
    }
}
