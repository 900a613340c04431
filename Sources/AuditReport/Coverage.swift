package import ReleaseModel
package import EventInference

/// Which nights of a report's period have a snapshot.
///
/// Counted against the period that was asked for, not against what was found: a quarter of which only the first half was
/// watched says so. Without a period, the nights between the first and the last snapshot count.
package struct Coverage: Sendable, Equatable {
    /// How many nights the period has.
    package let nights: Int64
    /// The stretches of nights without a snapshot, in order.
    package let missing: [ClosedRange<CivilDay>]

    package init(of period: Period?, captured: [CaptureTime], by rules: RuleSet) {
        guard
            let first = period?.start.day ?? captured.first?.earliest.day,
            let last = period?.end.advanced(bySeconds: -1).day ?? captured.last?.earliest.day, first <= last
        else {
            nights = 0
            missing = []
            return
        }
        nights = last.daysSince1970 - first.daysSince1970 + 1
        var stretches: [ClosedRange<CivilDay>] = []
        var next = first
        var before: CaptureTime?
        for capture in captured {
            let day = capture.earliest.day
            // As for the notice on a gap: a run that is late by hours and passes over midnight misses no night.
            let isLate = before.map { rules.isNextRun(capture, after: $0) } ?? false
            if day > next, next <= last, !isLate { stretches.append(next...min(day.previous, last)) }
            next = max(next, day.next)
            before = capture
        }
        if next <= last { stretches.append(next...last) }
        missing = stretches
    }

    /// How many nights have no snapshot.
    package var missingNights: Int64 {
        missing.reduce(0) { $0 + $1.upperBound.daysSince1970 - $1.lowerBound.daysSince1970 + 1 }
    }
}

extension CivilDay {
    fileprivate var previous: CivilDay { CivilDay(daysSince1970: daysSince1970 - 1) }
}
