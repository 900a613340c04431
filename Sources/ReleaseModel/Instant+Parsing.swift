extension Instant {
    /// Reads a point in time in any notation GitLab has used.
    ///
    /// Accepted are RFC 3339 (`2019-09-27T08:40:04.018Z`, `2025-03-19T16:19:36.993+08:00`), its basic form
    /// as found in file names (`20260102T020004Z`), and Ruby's own form, which webhooks, evidence files and old audit
    /// events have (`2022-11-25 10:03:29 UTC`, `2026-01-02 18:00:00 +0800`).
    /// A time of day without a zone is refused: it names no instant. A leap second counts as the second after it. Years
    /// beyond 9999, and before 0000 with a minus, are read as Ruby writes them; ``hasPlausibleYear`` tells them apart.
    package init?(text: some StringProtocol) {
        var reader = TimeReader(text.utf8)
        guard let day = reader.dayOfAnyYear(), reader.dateTimeSeparator(), let clock = reader.clock(),
            let offset = reader.zone(),
            reader.isAtEnd
        else { return nil }
        self.init(
            seconds: day.start.seconds + clock.seconds - offset,
            nanoseconds: clock.nanoseconds, fractionDigits: clock.digits)
    }
}

extension Instant {
    /// Whether the year has four digits; what has not is a mistake of whoever entered it.
    package var hasPlausibleYear: Bool { CivilDay.plausibleYears.contains(day.date.year) }
}

extension CivilDay {
    /// Reads a date, `2026-01-02` or `20260102`, with nothing after it.
    package init?(text: some StringProtocol) {
        var reader = TimeReader(text.utf8)
        guard let day = reader.day(), reader.isAtEnd else { return nil }
        self = day
    }
}

/// Reads the parts of a date and time from left to right; every method returns nil when the text does not fit.
private struct TimeReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// A day whose year may have up to six digits, or a minus; only in the form with hyphens, where that is not ambiguous.
    mutating func dayOfAnyYear() -> CivilDay? {
        let isNegative = rest.first == UInt8(ascii: "-")
        let digits = rest.dropFirst(isNegative ? 1 : 0).prefix { (48...57).contains($0) }.count
        let isFar = (5...6).contains(digits) && rest.dropFirst(digits + (isNegative ? 1 : 0)).first == UInt8(ascii: "-")
        guard isNegative || isFar else { return day() }
        if isNegative { rest.removeFirst() }
        // One form for one year: what has more than four digits starts with none that counts for nothing.
        guard (4...6).contains(digits), digits == 4 || rest.first != UInt8(ascii: "0") else { return nil }
        guard let year = number(digits: digits), skip("-") else { return nil }
        return monthAndDay(of: isNegative ? -year : year, extended: true)
    }

    mutating func day() -> CivilDay? {
        guard let year = number(digits: 4) else { return nil }
        return monthAndDay(of: year, extended: skip("-"))
    }

    private mutating func monthAndDay(of year: Int64, extended: Bool) -> CivilDay? {
        guard let month = number(digits: 2), skip("-") == extended, let day = number(digits: 2) else { return nil }
        return CivilDay(year: year, month: month, day: day)
    }

    mutating func dateTimeSeparator() -> Bool {
        skip("T") || skip("t") || skip(" ")
    }

    mutating func clock() -> (seconds: Int64, nanoseconds: Int32, digits: Int)? {
        guard let hour = number(digits: 2), hour < 24 else { return nil }
        let extended = skip(":")
        guard let minute = number(digits: 2), minute < 60, skip(":") == extended,
            let second = number(digits: 2), second <= 60
        else { return nil }
        guard let fraction = fraction() else { return nil }
        return (hour * 3600 + minute * 60 + second, fraction.nanoseconds, fraction.digits)
    }

    /// Seconds east of UTC.
    mutating func zone() -> Int64? {
        if skip("Z") || skip("z") { return 0 }
        if rest.elementsEqual(" UTC".utf8) {
            rest = []
            return 0
        }
        // Ruby puts a space before the offset.
        _ = skip(" ")
        let sign: Int64
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hours = number(digits: 2), hours < 24 else { return nil }
        _ = skip(":")
        guard let minutes = number(digits: 2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    /// Digits after a point; more than nine are cut off, as no notation of GitLab's has them.
    private mutating func fraction() -> (nanoseconds: Int32, digits: Int)? {
        guard skip(".") else { return (0, 0) }
        var value: Int32 = 0
        var digits = 0
        while let digit = rest.first, (48...57).contains(digit) {
            if digits < 9 { value = value * 10 + Int32(digit - 48) }
            digits += 1
            rest.removeFirst()
        }
        guard digits > 0 else { return nil }
        for _ in min(digits, 9)..<9 { value *= 10 }
        return (value, min(digits, 9))
    }

    private mutating func number(digits: Int) -> Int64? {
        guard rest.count >= digits, rest.prefix(digits).allSatisfy({ (48...57).contains($0) }) else { return nil }
        defer { rest = rest.dropFirst(digits) }
        return rest.prefix(digits).reduce(0) { $0 * 10 + Int64($1 - 48) }
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }
}
