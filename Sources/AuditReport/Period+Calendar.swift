package import ReleaseModel

/// A part of the calendar at whose end a report is due.
package enum CalendarPart: String, Sendable, CaseIterable {
    case month
    case quarter
    case year
}

extension Period {
    /// The part of the calendar in which a day lies, in UTC; nil for years that are not written with four digits.
    package init?(_ part: CalendarPart, containing day: CivilDay) {
        let (year, month, _) = day.date
        let text = year.padded(to: 4)
        switch part {
        case .month: self.init(text: "\(text)-\(month.padded(to: 2))")
        case .quarter: self.init(text: "\(text)-Q\((month + 2) / 3)")
        case .year: self.init(text: text)
        }
    }

    /// The parts of the calendar that have ended by now, from the one in which `first` lies.
    package static func ended(_ part: CalendarPart, from first: Instant, by now: Instant) -> [Period] {
        var periods: [Period] = []
        var next = Period(part, containing: first.day)
        while let period = next, period.end <= now {
            periods.append(period)
            next = Period(part, containing: period.end.day)
        }
        return periods
    }
}
