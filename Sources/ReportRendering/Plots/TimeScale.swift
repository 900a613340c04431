import ReleaseModel

/// Turns instants into places on a horizontal axis, and finds the dates to write there.
struct TimeScale {
    let start: Instant
    let end: Instant
    let left: PlotLength
    let right: PlotLength

    /// The least distance between two dates on the axis.
    private static let tickDistance: PlotLength = 70

    /// - Parameter end: After `start`.
    init(from start: Instant, to end: Instant, left: PlotLength, right: PlotLength) {
        self.start = start
        self.end = max(end, start.advanced(bySeconds: 1))
        self.left = left
        self.right = right
    }

    /// Where an instant lies; what lies outside is put at the edge.
    func place(of instant: Instant) -> PlotLength {
        let (span, offset) = (end.seconds - start.seconds, instant.seconds - start.seconds)
        let within = min(max(offset, 0), span)
        return left + PlotLength(tenths: Int(Int64((right - left).tenths) * within / span))
    }

    /// A date on the axis.
    struct Tick: Equatable {
        let day: CivilDay
        let label: String
    }

    /// The dates to write, each the start of a day, week, month or year, whichever leaves room to read them.
    var ticks: [Tick] {
        let first = start.day.start == start ? start.day : start.day.next
        let last = end.advanced(bySeconds: -1).day
        guard first <= last else { return [] }
        let room = max(1, (right - left).tenths / Self.tickDistance.tenths)
        let days = Int(last.daysSince1970 - first.daysSince1970 + 1)
        for step in [1, 2, 7] where days <= room * step {
            let origin = step == 7 ? first.followingMonday : first
            return stride(from: origin.daysSince1970, through: last.daysSince1970, by: step).map {
                let day = CivilDay(daysSince1970: $0)
                return Tick(day: day, label: day.description)
            }
        }
        let months = Int(last.monthsSinceYear0 - first.monthsSinceYear0 + 1)
        let step =
            [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000].first { months <= room * $0 }
            ?? 12_000
        let origin = first.firstOfMonth == first ? first.monthsSinceYear0 : first.monthsSinceYear0 + 1
        let aligned = (origin + Int64(step) - 1) / Int64(step) * Int64(step)
        return stride(from: aligned, through: last.monthsSinceYear0, by: step).compactMap { month in
            CivilDay(year: month / 12, month: month % 12 + 1, day: 1).map {
                Tick(day: $0, label: step % 12 == 0 ? $0.yearText : $0.monthText)
            }
        }
    }
}

extension CivilDay {
    /// `2026-01`.
    var monthText: String { String(description.dropLast(3)) }

    /// `2026`.
    var yearText: String { String(description.dropLast(6)) }

    var monthsSinceYear0: Int64 { date.year * 12 + date.month - 1 }

    var firstOfMonth: CivilDay { CivilDay(daysSince1970: daysSince1970 - (date.day - 1)) }

    /// The Monday on or before the day; 1970-01-01 was a Thursday.
    var monday: CivilDay {
        let weekday = daysSince1970 + 3
        return CivilDay(daysSince1970: daysSince1970 - (weekday - weekday.dividedRoundingDown(by: 7) * 7))
    }

    fileprivate var followingMonday: CivilDay {
        monday == self ? self : CivilDay(daysSince1970: monday.daysSince1970 + 7)
    }
}
