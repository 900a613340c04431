/// A point in time as GitLab states it, exact to the nanosecond and free of any time zone.
///
/// Two instants compare by what they mean: `2026-01-02T03:00:00+01:00` equals `2026-01-02T02:00:00Z`.
/// How many digits of a second the text had is remembered, because a text with fewer digits can still
/// name the same moment (see ``agrees(with:)``).
package struct Instant: Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    /// The part of a second, 0 to 999,999,999.
    package let nanoseconds: Int32
    /// How many digits of a second the text gave, 0 to 9.
    package let fractionDigits: Int

    /// An instant from whole seconds since 1970.
    package init(seconds: Int64, nanoseconds: Int32 = 0, fractionDigits: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.fractionDigits = fractionDigits
    }

    /// The same moment, however many digits of a second either text spells out.
    ///
    /// GitLab prints milliseconds in one version and whole seconds in a webhook; a rounded notation is
    /// no change. The coarser of the two precisions decides.
    package func agrees(with other: Instant) -> Bool {
        guard seconds == other.seconds else { return false }
        var unit: Int32 = 1
        for _ in 0..<(9 - min(fractionDigits, other.fractionDigits)) { unit *= 10 }
        return nanoseconds / unit == other.nanoseconds / unit
    }

    /// This instant moved by whole seconds.
    package func advanced(bySeconds delta: Int64) -> Instant {
        Instant(seconds: seconds + delta, nanoseconds: nanoseconds, fractionDigits: fractionDigits)
    }
}

extension Instant: Comparable, Hashable {
    package static func == (left: Instant, right: Instant) -> Bool {
        left.seconds == right.seconds && left.nanoseconds == right.nanoseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(seconds)
        hasher.combine(nanoseconds)
    }
}

// MARK: - Written forms

extension Instant {
    /// RFC 3339 in UTC, `2026-01-02T02:00:00Z`; a fraction only where there is one.
    package var iso8601: String {
        let day = CivilDay(daysSince1970: seconds.dividedRoundingDown(by: 86_400))
        return "\(day)T\(clock)\(fraction)Z"
    }

    /// The form in reports, `2019-10-16 16:26:50 UTC`; fractions of a second are left out.
    package var reportText: String {
        "\(CivilDay(daysSince1970: seconds.dividedRoundingDown(by: 86_400))) \(clock) UTC"
    }

    private var clock: String {
        let rest = seconds - seconds.dividedRoundingDown(by: 86_400) * 86_400
        return [rest / 3600, rest / 60 % 60, rest % 60].map { $0.padded(to: 2) }.joined(separator: ":")
    }

    private var fraction: String {
        guard nanoseconds != 0 else { return "" }
        var digits = Int64(nanoseconds).padded(to: 9)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "." + digits
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 come out right.
    package func dividedRoundingDown(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }

    /// The decimal digits, with zeros in front up to `width`.
    package func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
