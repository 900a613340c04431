import EventInference
import ReleaseModel

/// The words in the plots and of their tables.
struct PlotWords {
    let words: WordCatalogue

    /// Beside a mark.
    func label(_ kind: EventKind, count: Int, isException: Bool) -> String {
        (isException ? "! " : "") + words.text("plot.short.\(kind.rawValue)") + (count > 1 ? " ×\(count)" : "")
    }

    func missing(_ nights: Int) -> String { words(.plotMissing, ["nights": String(nights)]) }

    func timelineTitle(_ timeline: Timeline) -> String {
        words(
            .plotTimeline,
            [
                "events": String(timeline.eventCount), "lanes": String(timeline.lanes.count),
                "days": days(timeline.scale.start.day, timeline.scale.end.advanced(bySeconds: -1).day),
            ])
    }

    func timelineDescription(_ timeline: Timeline) -> String {
        [
            words(.plotTimelineAbout),
            timeline.gaps.isEmpty
                ? nil
                : words(
                    .plotTimelineGaps,
                    ["gaps": timeline.gaps.map { days($0.lowerBound, $0.upperBound) }.joined(separator: ", ")]),
            timeline.quietCount == 0 ? nil : words(.plotTimelineQuiet, ["releases": String(timeline.quietCount)]),
            words(.plotTimelineTable),
        ].compactMap { $0 }.joined(separator: " ")
    }

    func calendarTitle(_ calendar: CoverageCalendar) -> String {
        words(
            .plotCalendar,
            [
                "nights": String(calendar.nights.count), "complete": String(calendar.count(.complete)),
                "partial": String(calendar.count(.partial)), "missing": String(calendar.count(.missing)),
            ])
    }

    func calendarDescription(isByMonth: Bool) -> String {
        words(isByMonth ? .plotCalendarByMonth : .plotCalendarByNight) + " " + words(.plotCalendarAbout)
    }

    func countsTitle(_ counts: EventCounts) -> String {
        "\(name(of: counts.unit)): " + counts.rows.map { "\($0.label) \($0.events)" }.joined(separator: ", ")
    }

    /// What the counts are by.
    func name(of unit: EventCounts.Unit) -> String {
        switch unit {
        case .week: words(.plotPerWeek)
        case .month: words(.plotPerMonth)
        case .year: words(.plotPerYear)
        }
    }

    func name(of night: CoverageCalendar.Night) -> String {
        switch night {
        case .complete: words(.nightComplete)
        case .partial: words(.nightPartial)
        case .missing: words(.nightMissing)
        case .notExpected: words(.nightNotExpected)
        }
    }

    /// Why there are no lanes.
    func tooManyLanes(_ lanes: Int) -> String { words(.plotTimelineFolded, ["lanes": String(lanes)]) }

    private func days(_ first: CivilDay, _ last: CivilDay) -> String {
        first == last ? first.description : words(.range, ["from": first.description, "to": last.description])
    }
}
