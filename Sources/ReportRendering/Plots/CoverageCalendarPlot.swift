import AuditReport
import ReleaseModel

/// Draws the calendar of coverage: a line per month with a cell per night, or a line per year with a cell per month.
struct CoverageCalendarPlot {
    /// One cell: the nights it stands for.
    private struct Cell {
        let column: Int
        var complete = 0
        var partial = 0
        var missing = 0
        var events = 0

        var nights: Int { complete + partial + missing }

        mutating func add(_ entry: CoverageCalendar.Entry) {
            switch entry.night {
            case .complete: complete += 1
            case .partial: partial += 1
            case .missing: missing += 1
            case .notExpected: break
            }
            events += entry.events
        }
    }

    private struct Line {
        let label: String
        var cells: [Cell]

        var nights: Int { cells.reduce(0) { $0 + $1.nights } }
        var missing: Int { cells.reduce(0) { $0 + $1.missing } }
    }

    private let calendar: CoverageCalendar
    private let words: PlotWords
    private let isByMonth: Bool
    private let lines: [Line]

    static let id = "calendar"
    private static let left: PlotLength = 56
    private static let top: PlotLength = 20
    private static let lineHeight: PlotLength = 21
    /// More lines than these do not fit on a sheet.
    private static let lineLimit = 36

    /// Nil where the period has no night, or more years than fit on a sheet.
    init?(_ calendar: CoverageCalendar, _ words: PlotWords) {
        guard let first = calendar.nights.first?.day, let last = calendar.nights.last?.day else { return nil }
        self.calendar = calendar
        self.words = words
        isByMonth = last.monthsSinceYear0 - first.monthsSinceYear0 >= Int64(Self.lineLimit)
        var lines: [Line] = []
        for entry in calendar.nights {
            let label = isByMonth ? entry.day.yearText : entry.day.monthText
            let column = Int(isByMonth ? entry.day.date.month : entry.day.date.day) - 1
            if lines.last?.label != label { lines.append(Line(label: label, cells: [])) }
            let line = lines.count - 1
            if lines[line].cells.last?.column != column { lines[line].cells.append(Cell(column: column)) }
            lines[line].cells[lines[line].cells.count - 1].add(entry)
        }
        guard lines.count <= Self.lineLimit else { return nil }
        self.lines = lines
    }

    var markup: String {
        var drawing = SVGDrawing(id: Self.id)
        for column in 0..<columns {
            drawing.text(
                String(column + 1), at: PlotPoint(Self.left + columnWidth * column + columnWidth / 2, 12), .tick,
                .middle)
        }
        for (index, line) in lines.enumerated() {
            let y = Self.top + Self.lineHeight * index
            drawing.text(line.label, at: PlotPoint(0, y + 14), .strong)
            for cell in line.cells { draw(cell, at: PlotPoint(Self.left + columnWidth * cell.column, y), in: &drawing) }
            drawing.text(
                line.missing == 0 ? "" : words.missing(line.missing),
                at: PlotPoint(Self.left + columnWidth * columns + 6, y + 14), .quiet)
        }
        drawKey(at: keyTop, in: &drawing)
        return drawing.markup(
            height: keyTop + 14, title: words.calendarTitle(calendar),
            description: words.calendarDescription(isByMonth: isByMonth))
    }

    private var columns: Int { isByMonth ? 12 : 31 }

    private var columnWidth: PlotLength { isByMonth ? 50 : 20 }

    private var keyTop: PlotLength { Self.top + Self.lineHeight * lines.count + 18 }

    private func draw(_ cell: Cell, at corner: PlotPoint, in drawing: inout SVGDrawing) {
        let size = (width: columnWidth - 2, height: Self.lineHeight - 2)
        let night: CoverageCalendar.Night =
            cell.missing > 0
            ? .missing : cell.partial > 0 ? .partial : cell.complete > 0 ? .complete : .notExpected
        Self.draw(night, at: corner, width: size.width, height: size.height, in: &drawing)
        if cell.events > 0 {
            drawing.text(
                String(cell.events), at: corner.moved(size.width / 2, 14), night == .missing ? .strong : .text, .middle)
        }
    }

    private static func draw(
        _ night: CoverageCalendar.Night, at corner: PlotPoint, width: PlotLength, height: PlotLength,
        in drawing: inout SVGDrawing
    ) {
        switch night {
        case .complete: drawing.rectangle(at: corner, width: width, height: height, .complete)
        case .partial:
            drawing.rectangle(at: corner, width: width, height: height, .complete)
            drawing.path(
                [[corner.moved(width - 8, height), corner.moved(width, height - 8), corner.moved(width, height)]],
                closed: true, .partial
            )
        case .missing: drawing.rectangle(at: corner, width: width, height: height, .absent)
        case .notExpected:
            let middle = corner.moved(0, height / 2)
            drawing.line(from: middle.moved(width / 4, 0), to: middle.moved(width - width / 4, 0), .axis)
        }
    }

    private func drawKey(at y: PlotLength, in drawing: inout SVGDrawing) {
        var x: PlotLength = Self.left
        for night in CoverageCalendar.Night.allCases where calendar.count(night) > 0 {
            Self.draw(night, at: PlotPoint(x, y - 10), width: 18, height: 14, in: &drawing)
            let entry = "\(words.name(of: night)): \(calendar.count(night))"
            drawing.text(entry, at: PlotPoint(x + 25, y + 1), .quiet)
            x += 175
        }
    }
}
