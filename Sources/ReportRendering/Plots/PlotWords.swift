import EventInference
import ReleaseModel

/// The words in the plots and of their tables.
enum PlotWords {
    static let snapshots = "snapshots"
    static let bracket = "happened within these bounds"
    static let exception = "has an exception"
    static let life = "release exists"
    static let gap = "no snapshot"
    static let withException = "of these with exceptions"
    static let someMissing = "nights without a snapshot"

    static func milestone(_ title: String) -> String { "milestone \(title)" }

    static func missing(_ nights: Int) -> String { "\(nights) missing" }

    /// Beside a mark.
    static func label(_ kind: EventKind, count: Int, isException: Bool) -> String {
        (isException ? "! " : "") + kind.shortTitle + (count > 1 ? " ×\(count)" : "")
    }

    static func timelineTitle(_ timeline: Timeline) -> String {
        "Timeline: \(number(timeline.eventCount, "event")) on \(number(timeline.lanes.count, "lane")), "
            + days(timeline.scale.start.day, timeline.scale.end.advanced(bySeconds: -1).day)
    }

    static func timelineDescription(_ timeline: Timeline) -> String {
        "One lane for each release or milestone to which something happened, the oldest release first. The shape of a mark "
            + "tells the kind of event. A bracket spans the time within which an event must have happened; a mark "
            + "without one has a stated time. "
            + (timeline.gaps.isEmpty ? "" : "Hatched bands are nights without a snapshot: \(list(timeline.gaps)). ")
            + (timeline.quietCount == 0
                ? ""
                : "\(number(timeline.quietCount, "release")) without events \(timeline.quietCount == 1 ? "has" : "have") no lane. ")
            + "The table after it lists the same events."
    }

    static func calendarTitle(_ calendar: CoverageCalendar) -> String {
        "Calendar of coverage: \(calendar.count(.complete)) of \(number(calendar.nights.count, "night")) complete, "
            + "\(calendar.count(.partial)) partial, \(calendar.count(.missing)) missing"
    }

    static func calendarDescription(_ calendar: CoverageCalendar, isByMonth: Bool) -> String {
        (isByMonth
            ? "A line for each year with a cell for each month. "
            : "A line for each month with a cell for each night. ")
            + "A plain cell is complete, a cell with a dark corner is partial, a hatched cell is missing. A number is that "
            + "of the events first seen then. The table after it lists the same nights."
    }

    static func countsTitle(_ counts: EventCounts) -> String {
        "Events per \(counts.unit.name): "
            + counts.rows.map { "\($0.label) \($0.events)" }.joined(separator: ", ")
    }

    static func countsDescription(_ counts: EventCounts) -> String {
        "A bar for each \(counts.unit.name); the part at its foot has exceptions. The table after it has the same numbers."
    }

    static func key(_ night: CoverageCalendar.Night, _ count: Int) -> String { "\(night.word): \(count)" }

    /// Why there are no lanes.
    static func tooManyLanes(_ lanes: Int) -> String {
        "\(number(lanes, "release")) and milestones had events: too many for a lane each. The numbers stand under Summary."
    }

    private static func number(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private static func days(_ first: CivilDay, _ last: CivilDay) -> String {
        first == last ? "\(first)" : "\(first) to \(last)"
    }

    private static func list(_ gaps: [ClosedRange<CivilDay>]) -> String {
        gaps.map { days($0.lowerBound, $0.upperBound) }.joined(separator: ", ")
    }
}

extension CoverageCalendar.Night {
    var word: String {
        switch self {
        case .complete: "complete"
        case .partial: "partial"
        case .missing: "missing"
        case .notExpected: "not expected"
        }
    }
}

extension EventCounts.Unit {
    var name: String {
        switch self {
        case .week: "week"
        case .month: "month"
        case .year: "year"
        }
    }
}

extension EventKind {
    /// The kind in a word or two.
    var shortTitle: String {
        switch self {
        case .releaseCreated: "created"
        case .releaseUpdated: "edited"
        case .releaseMilestonesUpdated: "milestones"
        case .releaseLinksUpdated: "links"
        case .releaseEvidenceCollected: "evidence"
        case .releaseCommitChanged: "commit"
        case .releaseDeleted: "deleted"
        case .milestoneUpdated: "edited"
        }
    }
}
