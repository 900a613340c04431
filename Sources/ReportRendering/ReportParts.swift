import AuditReport
import EventInference
import ReleaseModel

/// How the events of a report are spread over files.
///
/// A report of a hundred thousand events would be one page of some hundred megabytes, which no browser opens and no
/// program renders in little memory. Above a limit the report itself holds everything but the events, and an index of the
/// files that do.
struct ReportParts {
    /// How many events one file holds at most.
    static let mostEvents = 2_000

    /// The events of each part; none where the report holds them itself.
    let ranges: [Range<Int>]
    private let partOfEvent: [EventID: Int]

    init(of report: Report) {
        let count = report.events.count
        guard count > Self.mostEvents else {
            (ranges, partOfEvent) = ([], [:])
            return
        }
        let ranges = stride(from: 0, to: count, by: Self.mostEvents).map { $0..<min($0 + Self.mostEvents, count) }
        self.ranges = ranges
        partOfEvent = Dictionary(
            ranges.enumerated().flatMap { part, range in report.events[range].map { ($0.id, part) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The file of a part.
    func fileName(of part: Int, as format: ReportFormat) -> String {
        let number = String(part + 1)
        let digits = String(repeating: "0", count: max(0, 3 - number.count)) + number
        return format.fileName.replacing("report.", with: "report-events-\(digits).")
    }

    /// The part in which an event is told in detail; nil where no part does.
    func part(of event: Event) -> Int? { partOfEvent[event.id] }
}

/// One file of a report.
struct ReportPage {
    let parts: ReportParts
    let format: ReportFormat
    /// Which part the file is; nil for the report itself.
    let part: Int?
    /// Called whenever an event or a release is about to be written.
    var rowMade: @Sendable () -> Void = {}

    /// The events that the file tells in detail.
    func events(of report: Report) -> ArraySlice<Event> {
        guard let part else { return parts.ranges.isEmpty ? report.events[...] : [] }
        return report.events[parts.ranges[part]]
    }

    /// Where an event is told in detail, as seen from this file: empty where it is told here.
    func file(of event: Event) -> String {
        guard let other = parts.part(of: event), other != part else { return "" }
        return parts.fileName(of: other, as: format)
    }

    /// Where the report itself is, as seen from this file.
    var reportFile: String { part == nil ? "" : format.fileName }

    /// What the templates see of the parts.
    func values(_ report: Report) -> [String: TemplateValue] {
        let range = part.map { parts.ranges[$0] }
        return [
            "is_part": .truth(part != nil),
            "is_index": .truth(part == nil && !parts.ranges.isEmpty),
            "report_file": .text(reportFile),
            "part_number": .text(part.map { String($0 + 1) } ?? ""),
            "part_count": .number(parts.ranges.count),
            "part_size": .number(ReportParts.mostEvents),
            "part_first": .text(range.map { String($0.lowerBound + 1) } ?? ""),
            "part_last": .text(range.map { String($0.upperBound) } ?? ""),
            "parts": .list(
                parts.ranges.enumerated().map { number, range in
                    TemplateNode([
                        "file": .text(parts.fileName(of: number, as: format)),
                        "first": .text(report.events[range.lowerBound].time.bounds.by.reportText),
                        "last": .text(report.events[range.upperBound - 1].time.bounds.by.reportText),
                        "events": .number(range.count),
                    ])
                }),
        ]
    }
}
