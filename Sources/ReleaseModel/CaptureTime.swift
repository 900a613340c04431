/// When a snapshot was taken: an instant, or only a day.
///
/// A date without a time is a stretch of 24 hours. Everything inferred from such a snapshot is bounded by the
/// whole day, never by a guessed hour of it.
package enum CaptureTime: Hashable, Sendable {
    case instant(Instant)
    case day(CivilDay)

    /// Reads an instant or a date; nil for anything else.
    package init?(text: some StringProtocol) {
        if let instant = Instant(text: text) {
            self = .instant(instant)
        } else if let day = CivilDay(text: text) {
            self = .day(day)
        } else {
            return nil
        }
    }

    /// The earliest moment at which the snapshot can have been taken.
    package var earliest: Instant {
        switch self {
        case .instant(let instant): instant
        case .day(let day): day.start
        }
    }

    /// The latest moment at which the snapshot can have been taken.
    package var latest: Instant {
        switch self {
        case .instant(let instant): instant
        case .day(let day): day.next.start
        }
    }

    /// Whether this snapshot was certainly taken after the other.
    package func isAfter(_ other: CaptureTime) -> Bool {
        switch (self, other) {
        case (.instant(let mine), .instant(let theirs)): mine > theirs
        default: earliest >= other.latest
        }
    }

    /// The ISO 8601 form: an instant, or a date.
    package var iso8601: String {
        switch self {
        case .instant(let instant): instant.iso8601
        case .day(let day): day.description
        }
    }
}
