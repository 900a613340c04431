import AuditReport
import ReleaseModel

/// What is known of each night of the period.
struct CoverageCalendar {
    /// How well a night is covered; the words are those of the report.
    enum Night: CaseIterable {
        /// A snapshot shows the whole list.
        case complete
        /// There is a snapshot, but its list may be cut off.
        case partial
        /// There is no snapshot.
        case missing
        /// There is no snapshot, and none was expected.
        case notExpected
    }

    struct Entry: Equatable {
        let day: CivilDay
        let night: Night
        /// How many events the snapshots of the night first show.
        let events: Int
    }

    let nights: [Entry]

    init(_ report: Report) {
        guard let days = report.days else {
            nights = []
            return
        }
        var captured: [CivilDay: [SnapshotLine]] = [:]
        for line in report.snapshots where !line.isOpening {
            captured[line.record.capturedAt.earliest.day, default: []].append(line)
        }
        var missing = report.coverage.gaps.map(\.days)[...]
        nights = (days.lowerBound.daysSince1970...days.upperBound.daysSince1970).map { number in
            let day = CivilDay(daysSince1970: number)
            while let gap = missing.first, gap.upperBound < day { missing.removeFirst() }
            // A run that is late and passes over midnight leaves its night without a file of its own, yet covered.
            let isNightly = report.coverage.cadence == .nightly
            let lines = captured[day] ?? (isNightly ? captured[day.next] : nil) ?? []
            let night: Night =
                missing.first?.contains(day) == true
                ? .missing
                : lines.isEmpty
                    ? .notExpected : lines.contains(where: \.record.window.isComplete) ? .complete : .partial
            return Entry(day: day, night: night, events: (captured[day] ?? []).reduce(0) { $0 + $1.eventCount })
        }
    }

    /// Nights in a row of which the same is known.
    struct Stretch: Equatable {
        let first: CivilDay
        var last: CivilDay
        let night: Night
        var events: Int

        var count: Int64 { last.daysSince1970 - first.daysSince1970 + 1 }
    }

    var stretches: [Stretch] {
        nights.reduce(into: []) { stretches, entry in
            if let last = stretches.indices.last, stretches[last].night == entry.night {
                stretches[last].last = entry.day
                stretches[last].events += entry.events
            } else {
                stretches.append(Stretch(first: entry.day, last: entry.day, night: entry.night, events: entry.events))
            }
        }
    }

    func count(_ night: Night) -> Int { nights.count { $0.night == night } }
}
