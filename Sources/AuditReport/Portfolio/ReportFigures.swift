package import EventInference
package import ReleaseModel

/// What a report says in numbers; small, so that those of very many reports fit in memory.
package struct ReportFigures: Sendable, Equatable {
    package let reportID: String
    /// The first and the last snapshot of the period; nil where there is none in it.
    package let first: CaptureTime?
    package let last: CaptureTime?
    /// How many snapshots lie in the period.
    package let snapshots: Int
    /// How many of the report's snapshots may be cut off.
    package let partialSnapshots: Int
    /// How many slots of the cadence want a snapshot, and how many of them have none.
    package let expected: Int64
    package let missed: Int64
    package let totals: ControlTotals
    /// How many events there are, and how many of them of each kind; kinds without any are left out.
    package let events: Int
    package let counts: [EventCount]
    /// How many events and releases a rule marks.
    package let exceptional: Int
    /// How often each rule fired, in the order of the catalogue; rules that did not are left out.
    package let exceptions: [ExceptionCount]
    package let notices: Int

    package init(of report: Report) {
        let lines = report.snapshots.filter { !$0.isOpening }
        let fired = report.exceptional.flatMap(\.exceptions) + report.exceptions.map(\.exception)
        reportID = report.id
        first = lines.first?.record.capturedAt
        last = lines.last?.record.capturedAt
        snapshots = lines.count
        partialSnapshots = report.snapshots.count { !$0.record.window.isComplete }
        expected = report.coverage.expected
        missed = report.coverage.missed
        totals = report.totals
        events = report.events.count
        counts = report.counts.filter { $0.count > 0 }
        exceptional = report.exceptional.count + report.exceptions.count
        exceptions = ExceptionRule.allCases.compactMap { rule in
            let count = fired.count { $0.rule == rule }
            return count == 0 ? nil : ExceptionCount(rule: rule, count: count)
        }
        notices = report.notices.count
    }

    /// Whether there are snapshots, none that was expected is missing, and no list may be cut off.
    package var isComplete: Bool { snapshots > 0 && missed == 0 && partialSnapshots == 0 }

    package func count(of kind: EventKind) -> Int { counts.first { $0.kind == kind }?.count ?? 0 }

    package func count(of rule: ExceptionRule) -> Int { exceptions.first { $0.rule == rule }?.count ?? 0 }
}

/// How often a rule for exceptions fired in a report.
package struct ExceptionCount: Sendable, Equatable {
    package let rule: ExceptionRule
    package let count: Int
}

extension ControlTotals {
    /// The totals of several projects, each number added up.
    init(sumOf totals: [ControlTotals]) {
        opening = totals.reduce(0) { $0 + $1.opening }
        created = totals.reduce(0) { $0 + $1.created }
        found = totals.reduce(0) { $0 + $1.found }
        deleted = totals.reduce(0) { $0 + $1.deleted }
        closing = totals.reduce(0) { $0 + $1.closing }
    }
}
