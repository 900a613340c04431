import AuditReport
import EventInference
import ReleaseModel

/// How many events fall into each month of the period, or into each week or year where months do not suit it.
struct EventCounts {
    enum Unit {
        case week
        case month
        case year
    }

    struct Row: Equatable {
        /// The first day of the week, month or year.
        let start: CivilDay
        let label: String
        var events = 0
        var exceptional = 0
        var missingNights = 0
        /// How many of each kind, in the order of ``EventCounts/kinds``.
        var byKind: [Int]
    }

    let unit: Unit
    /// The kinds that occur.
    let kinds: [EventKind]
    let rows: [Row]

    /// Few enough months are told week by week, very many year by year.
    private static let months: ClosedRange<Int64> = 3...36

    init(_ report: Report, _ calendar: CoverageCalendar) {
        let kinds = report.counts.filter { $0.count > 0 }.map(\.kind)
        self.kinds = kinds
        guard let days = report.days else {
            (unit, rows) = (.month, [])
            return
        }
        let count = days.upperBound.monthsSinceYear0 - days.lowerBound.monthsSinceYear0 + 1
        let unit: Unit = count < Self.months.lowerBound ? .week : count > Self.months.upperBound ? .year : .month
        self.unit = unit

        var rows: [Row] = []
        var places: [CivilDay: Int] = [:]
        for entry in calendar.nights {
            let start = unit.start(of: entry.day)
            if rows.last?.start != start {
                places[start] = rows.count
                rows.append(Row(start: start, label: unit.label(start), byKind: kinds.map { _ in 0 }))
            }
            if entry.night == .missing { rows[rows.count - 1].missingNights += 1 }
        }
        for event in report.events {
            // An event belongs to the night that shows it first, as it belongs to the period of that night.
            let day = event.evidence.after?.capturedAt.earliest.day ?? event.time.bounds.by.day
            guard let place = places[unit.start(of: day)] ?? rows.indices.last else { continue }
            rows[place].events += 1
            if !event.exceptions.isEmpty { rows[place].exceptional += 1 }
            if let kind = kinds.firstIndex(of: event.kind) { rows[place].byKind[kind] += 1 }
        }
        self.rows = rows
    }
}

extension EventCounts.Unit {
    fileprivate func start(of day: CivilDay) -> CivilDay {
        switch self {
        case .week: day.monday
        case .month: day.firstOfMonth
        case .year: CivilDay(year: day.date.year, month: 1, day: 1) ?? day.firstOfMonth
        }
    }

    fileprivate func label(_ start: CivilDay) -> String {
        switch self {
        case .week: start.description
        case .month: start.monthText
        case .year: start.yearText
        }
    }
}
