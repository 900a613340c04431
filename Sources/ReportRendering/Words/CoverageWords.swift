import AuditReport
import EventInference
import ReleaseModel

// How it is said which snapshots were expected, and which are there.
extension WordCatalogue {
    /// The rhythm in words.
    func words(for cadence: Cadence) -> String {
        switch cadence {
        case .nightly: self(.everyNight)
        case .weekdays: self(.everyWeekday)
        case .weekly: self(.everyWeek)
        case .hours(let hours): hours == 1 ? self(.everyHour) : self(.everySoManyHours, ["hours": String(hours)])
        }
    }

    /// So many slots of a cadence: `3 nights`.
    func slots(_ count: Int64, of cadence: Cadence) -> String {
        switch cadence {
        case .nightly: self(.nights, Int(count))
        case .weekdays: self(.weekdayNights, Int(count))
        case .weekly: self(.weeks, Int(count))
        case .hours(let hours):
            hours == 1 ? self(.hours, Int(count)) : self(.stretches, Int(count), ["hours": String(hours)])
        }
    }

    /// What is missing of a period's snapshots; nil where nothing is.
    func doubts(missed: Int64, of expected: Int64, cutOff: Int, _ cadence: Cadence) -> String? {
        let slots = slots(expected, of: cadence)
        let parts = [
            missed == 0
                ? nil
                : missed == expected
                    ? self(.nothingCovered, ["expected": slots])
                    : self(.partlyCovered, ["missed": String(missed), "expected": slots]),
            cutOff == 0 ? nil : self(.listsCutOff, cutOff),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Where the gap lies: days, or instants where it is no whole days.
    func place(of gap: CoverageGap) -> String {
        let (first, last) =
            gap.start == gap.start.day.start && gap.end == gap.end.day.start
            ? (gap.days.lowerBound.description, gap.days.upperBound.description)
            : (gap.start.reportText, gap.end.reportText)
        return first == last ? first : self(.range, ["from": first, "to": last])
    }

    /// Why the snapshots of the gap are missing, as the log says.
    func why(of gap: CoverageGap, _ cadence: Cadence) -> String {
        var parts = gap.reasons.map { (words: words(for: $0.failure), count: $0.count) }
        if gap.unexplained > 0 || parts.isEmpty { parts.append((self(.gapUnexplained), gap.unexplained)) }
        guard parts.count > 1 || parts.contains(where: { $0.count != gap.count }) else { return parts[0].words }
        return parts.map { self(.gapWhy, ["reason": $0.words, "slots": slots($0.count, of: cadence)]) }
            .joined(separator: "; ")
    }

    private func words(for failure: RunFailure) -> String {
        text(
            "failure.\(failure.cause.rawValue)",
            ["status": failure.status.map { String($0) } ?? "", "code": String(failure.exitCode)])
    }

    /// What the gap hides.
    func whatIsHidden(by gap: CoverageGap) -> String {
        guard let hiddenSeconds = gap.hiddenSeconds, let before = gap.before, let after = gap.after else {
            return self(gap.before == nil ? .gapBeforeFirst : .gapAfterLast)
        }
        return self(
            .gapHides,
            [
                "before": words(for: before), "after": words(for: after), "time": duration(hiddenSeconds),
                "events": gap.eventCount == 0 ? self(.gapWithoutEvents) : self(.gapEvents, gap.eventCount),
            ])
    }

    /// How the period begins.
    func opening(of borders: CoverageBorders) -> String {
        if let opening = borders.opening, let age = borders.openingAge {
            return self(.opening, ["snapshot": words(for: opening), "time": duration(age)])
        }
        return borders.first.map { self(.openingAtFirst, ["snapshot": words(for: $0)]) } ?? self(.openingWithout)
    }

    /// How the period ends.
    func closing(of borders: CoverageBorders) -> String {
        if let last = borders.last, let lag = borders.closingLag {
            return self(.closing, ["snapshot": words(for: last), "time": duration(lag)])
        }
        return borders.last.map { self(.closingAtLast, ["snapshot": words(for: $0)]) } ?? self(.closingWithout)
    }
}
