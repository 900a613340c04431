/// How often a snapshot is expected: the rhythm of the job that keeps them.
///
/// A cadence cuts time, in UTC, into slots of equal length that are numbered from one that holds 1970-01-01 on; each
/// slot that is expected wants at least one snapshot.
package enum Cadence: Sendable, Equatable, CustomStringConvertible {
    /// A snapshot a day.
    case nightly
    /// A snapshot a day, Monday to Friday.
    case weekdays
    /// A snapshot a week, from Monday on.
    case weekly
    /// A snapshot every so many hours, counted from midnight; the number divides 24.
    case hours(Int64)

    /// Reads `nightly`, `weekdays`, `weekly`, or `1h`, `2h`, `3h`, `4h`, `6h`, `8h`, `12h`; nil for anything else.
    package init?(text: some StringProtocol) {
        switch text {
        case "nightly": self = .nightly
        case "weekdays": self = .weekdays
        case "weekly": self = .weekly
        default:
            guard let hours = Self.hoursThatDivideADay.first(where: { text == "\($0)h" }) else { return nil }
            self = .hours(hours)
        }
    }

    private static let hoursThatDivideADay: [Int64] = [1, 2, 3, 4, 6, 8, 12]

    /// All there are, as they are written.
    package static let texts = ["nightly", "weekdays", "weekly"] + hoursThatDivideADay.map { "\($0)h" }

    package var description: String {
        switch self {
        case .nightly: "nightly"
        case .weekdays: "weekdays"
        case .weekly: "weekly"
        case .hours(let hours): "\(hours)h"
        }
    }

    /// The length of a slot, in seconds.
    package var slotSeconds: Int64 {
        switch self {
        case .nightly, .weekdays: 86_400
        case .weekly: 7 * 86_400
        case .hours(let hours): hours * 3_600
        }
    }

    /// The slot in which an instant lies.
    package func slot(at instant: Instant) -> Int64 {
        (instant.seconds - anchor).dividedRoundingDown(by: slotSeconds)
    }

    /// When a slot begins.
    package func start(of slot: Int64) -> Instant { Instant(seconds: anchor + slot * slotSeconds) }

    /// How many slots of a range are expected.
    package func expected(in slots: ClosedRange<Int64>) -> Int64 {
        guard case .weekdays = self else { return slots.upperBound - slots.lowerBound + 1 }
        return Self.weekdays(before: slots.upperBound + 1) - Self.weekdays(before: slots.lowerBound)
    }

    /// Slots are counted from here: weeks begin on Mondays, and 1970-01-01 was a Thursday.
    private var anchor: Int64 { self == .weekly ? -3 * 86_400 : 0 }

    /// How many days from Monday to Friday lie between a fixed Monday and a day.
    private static func weekdays(before day: Int64) -> Int64 {
        let sinceMonday = day + 3
        let weeks = sinceMonday.dividedRoundingDown(by: 7)
        return weeks * 5 + min(sinceMonday - weeks * 7, 5)
    }
}
