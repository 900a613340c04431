package import EventInference
package import ReleaseModel

/// For which of the slots of a report's period there is a snapshot.
///
/// Counted against the period that was asked for, not against what was found: a quarter of which only the first half was
/// watched says so. A slot that a border of the period cuts wants none. Without a period, the slots from that of the first
/// snapshot to that of the last count.
package struct Coverage: Sendable, Equatable {
    package let cadence: Cadence
    /// How many slots want a snapshot.
    package let expected: Int64
    /// The stretches of slots without a snapshot, in order.
    package let gaps: [CoverageGap]
    package let borders: CoverageBorders

    /// - Parameters:
    ///   - opening: The last snapshot before the period.
    ///   - lines: The snapshots of the period, oldest first.
    ///   - failures: The runs that should have brought a snapshot and could not, in the order of the log.
    package init(
        of period: Period?, opening: CaptureTime?, _ lines: [SnapshotLine], cadence: Cadence,
        failures: [FailedRun] = [], by rules: RuleSet
    ) {
        self.cadence = cadence
        borders = CoverageBorders(of: period, opening: opening, lines)
        guard let slots = Self.slots(of: period, lines, cadence) else {
            expected = 0
            gaps = []
            return
        }
        expected = cadence.expected(in: slots)
        var gaps: [CoverageGap] = []
        var next = slots.lowerBound
        var before = opening
        for line in lines {
            let captured = line.record.capturedAt
            let slot = cadence.slot(at: captured.earliest)
            // As for the notice on a gap: a run that is late and passes over a border misses nothing.
            let isLate = before.map { rules.isNextRun(captured, after: $0, cadence) } ?? false
            if slot > next, next <= slots.upperBound, !isLate {
                gaps.append(
                    CoverageGap(next...min(slot - 1, slots.upperBound), cadence, failures, from: before, to: line))
            }
            next = max(next, slot + 1)
            before = captured
        }
        if next <= slots.upperBound {
            gaps.append(CoverageGap(next...slots.upperBound, cadence, failures, from: before, to: nil))
        }
        self.gaps = gaps.filter { $0.count > 0 }
    }

    /// How many slots that want a snapshot have none.
    package var missed: Int64 { gaps.reduce(0) { $0 + $1.count } }

    private static func slots(of period: Period?, _ lines: [SnapshotLine], _ cadence: Cadence) -> ClosedRange<Int64>? {
        if let period {
            let before = cadence.slot(at: period.start.advanced(bySeconds: -1))
            let after = cadence.slot(at: period.end)
            return before + 1 <= after - 1 ? before + 1...after - 1 : nil
        }
        guard let first = lines.first, let last = lines.last else { return nil }
        return cadence.slot(at: first.record.capturedAt.earliest)...cadence.slot(at: last.record.capturedAt.earliest)
    }
}

/// A stretch of slots without a snapshot.
package struct CoverageGap: Sendable, Equatable {
    /// When the first of the slots begins.
    package let start: Instant
    /// When the last of them ends.
    package let end: Instant
    /// How many of them want a snapshot.
    package let count: Int64
    /// The snapshots on both sides; nil where there is none, or none in the period.
    package let before: CaptureTime?
    package let after: CaptureTime?
    /// How many of the report's events are first shown by the snapshot after it.
    package let eventCount: Int
    /// Why they are missing, as far as the log says.
    package let reasons: [GapReason]
    /// Of how many of them the log does not say why.
    package let unexplained: Int64

    fileprivate init(
        _ slots: ClosedRange<Int64>, _ cadence: Cadence, _ failures: [FailedRun], from before: CaptureTime?,
        to line: SnapshotLine?
    ) {
        start = cadence.start(of: slots.lowerBound)
        end = cadence.start(of: slots.upperBound + 1)
        count = cadence.expected(in: slots)
        self.before = before
        after = line?.record.capturedAt
        eventCount = line?.eventCount ?? 0
        reasons = GapReason.all(of: failures, in: slots, cadence)
        unexplained = count - GapReason.explained(by: failures, in: slots, cadence)
    }

    /// For how many seconds only the outcome is known: from snapshot to snapshot; nil where one of them is missing.
    package var hiddenSeconds: Int64? {
        guard let before, let after else { return nil }
        return after.latest.seconds - before.earliest.seconds
    }

    /// The days in which the gap lies, wholly or in part.
    package var days: ClosedRange<CivilDay> { start.day...end.advanced(bySeconds: -1).day }
}

/// How close the snapshots come to the borders of the period.
package struct CoverageBorders: Sendable, Equatable {
    package let period: Period?
    /// The last snapshot before the period, which says how things stood when it began.
    package let opening: CaptureTime?
    /// The first and the last snapshot in the period.
    package let first: CaptureTime?
    package let last: CaptureTime?

    fileprivate init(of period: Period?, opening: CaptureTime?, _ lines: [SnapshotLine]) {
        self.period = period
        self.opening = opening
        first = lines.first?.record.capturedAt
        last = lines.last?.record.capturedAt
    }

    /// How many seconds before the period the opening snapshot was taken.
    package var openingAge: Int64? {
        guard let period, let opening else { return nil }
        return period.start.seconds - opening.earliest.seconds
    }

    /// How many seconds of the period lie after its last snapshot; what happened in them is in the next report.
    package var closingLag: Int64? {
        guard let period, let last else { return nil }
        return period.end.seconds - last.earliest.seconds
    }
}
