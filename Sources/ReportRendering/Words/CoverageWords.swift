import AuditReport
import EventInference
import ReleaseModel

// How it is said which snapshots were expected, and which are there.

extension Cadence {
    /// The rhythm in words.
    var words: String {
        switch self {
        case .nightly: "one a night"
        case .weekdays: "one a night from Monday to Friday"
        case .weekly: "one a week"
        case .hours(let hours): hours == 1 ? "one an hour" : "one every \(hours) hours"
        }
    }
}

extension Int64 {
    /// So many slots of a cadence: `3 nights`.
    func words(_ cadence: Cadence) -> String {
        let noun =
            switch cadence {
            case .nightly: "night"
            case .weekdays: "weekday night"
            case .weekly: "week"
            case .hours(let hours): hours == 1 ? "hour" : "stretch"
            }
        let plural = noun == "stretch" ? "stretches" : "\(noun)s"
        let length = if case .hours(let hours) = cadence, hours > 1 { " of \(hours) hours" } else { "" }
        return "\(self) \(self == 1 ? noun : plural)\(length)"
    }
}

extension CoverageGap {
    /// Where the gap lies: days, or instants where it is no whole days.
    var place: String {
        guard start == start.day.start, end == end.day.start else {
            return "\(start.reportText) to \(end.reportText)"
        }
        return days.lowerBound == days.upperBound ? "\(days.lowerBound)" : "\(days.lowerBound) to \(days.upperBound)"
    }

    /// What the gap hides.
    var hides: String {
        guard let hiddenSeconds, let before, let after else {
            return before == nil
                ? "What happened before the first snapshot is known only as GitLab states it."
                : "What happened after the last snapshot is not known; it will show in the next report."
        }
        let events =
            switch eventCount {
            case 0: "no event was first shown after it"
            case 1: "1 event was first shown after it"
            default: "\(eventCount) events were first shown after it"
            }
        return
            "Between \(before.words) and \(after.words), for \(hiddenSeconds.durationWords), only the outcome is known: "
            + "\(events); what was done and undone in that time left no trace."
    }
}

extension CoverageBorders {
    /// How the period begins.
    var openingWords: String {
        if let opening, let openingAge {
            return
                "The state at the beginning is that of the snapshot of \(opening.words), \(openingAge.durationWords) before it."
        }
        return first.map { "There is no snapshot before it; that of \($0.words) is the opening population." }
            ?? "There is no snapshot."
    }

    /// How the period ends.
    var closingWords: String {
        if let last, let closingLag {
            return
                "The state at the end is that of the snapshot of \(last.words), \(closingLag.durationWords) before it; what "
                + "happened after that snapshot is in the next report."
        }
        return last.map { "The state at the end is that of the last snapshot, of \($0.words)." }
            ?? "No snapshot lies in it."
    }
}
