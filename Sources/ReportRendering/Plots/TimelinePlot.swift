import AuditReport
import EventInference
import ReleaseModel

/// Draws the timeline: lanes, a shape for each kind of event, brackets where only the bounds are known, gaps hatched.
struct TimelinePlot {
    private let timeline: Timeline
    private let words: PlotWords
    private let rows: [[Row]]
    private let labelled: [Bool]

    /// One line of a lane, in which no two marks touch.
    private typealias Row = [Timeline.Mark]

    static let id = "timeline"
    private static let left: PlotLength = 170
    private static let top: PlotLength = 34
    private static let rowHeight: PlotLength = 17
    private static let lanePadding: PlotLength = 9
    /// What fits on one sheet of A4; a longer timeline is folded into counts.
    private static let heightLimit: PlotLength = 940
    /// The most lines that the marks of one lane may take with their labels beside them.
    private static let labelledRowLimit = 3

    /// Nil where there is nothing to draw.
    init?(_ report: Report, _ words: PlotWords) {
        guard let timeline = Timeline(report, left: Self.left, right: SVGDrawing.width - 4) else { return nil }
        self.timeline = timeline
        self.words = words
        var (rows, labelled): ([[Row]], [Bool]) = ([], [])
        for lane in timeline.lanes {
            let withLabels = Self.rows(of: lane.marks, labelled: true)
            let fits = withLabels.count <= Self.labelledRowLimit
            rows.append(fits ? withLabels : Self.rows(of: lane.marks, labelled: false))
            labelled.append(fits)
        }
        self.rows = rows
        self.labelled = labelled
    }

    /// Whether the lanes fit on a sheet; otherwise the counts must do.
    var isReadable: Bool { height <= Self.heightLimit }

    var laneCount: Int { timeline.lanes.count }

    var markup: String {
        var drawing = SVGDrawing(id: Self.id)
        drawGaps(in: &drawing)
        drawAxis(in: &drawing)
        var y = Self.top
        for (index, lane) in timeline.lanes.enumerated() {
            draw(lane, rows[index], labelled: labelled[index], at: y, in: &drawing)
            y += laneHeight(index)
        }
        drawKey(at: y + 18, in: &drawing)
        return drawing.markup(
            height: height, title: words.timelineTitle(timeline),
            description: words.timelineDescription(timeline))
    }

    // MARK: - Layout

    private func laneHeight(_ index: Int) -> PlotLength { Self.rowHeight * rows[index].count + Self.lanePadding }

    private var lanesEnd: PlotLength { rows.indices.reduce(Self.top) { $0 + laneHeight($1) } }

    private var height: PlotLength { lanesEnd + 18 + Self.keyHeight * ((keyEntries.count + 2) / 3) }

    private static let keyHeight: PlotLength = 20

    /// The room for a mark's label: the same in every language, so that the drawing differs in words alone.
    private static func labelWidth(_ mark: Timeline.Mark) -> PlotLength {
        66 + (mark.hasException ? 10 : 0) + (mark.count > 1 ? 20 : 0)
    }

    /// How far a mark reaches, with its label where it has one.
    private static func extent(_ mark: Timeline.Mark, labelled: Bool) -> (from: PlotLength, to: PlotLength) {
        let shape = EventMark.radius + (mark.hasException ? 5 : 2)
        let (from, to) = (min(mark.from, mark.center - shape), max(mark.to, mark.center + shape))
        guard labelled else { return (from, to) }
        let label = labelWidth(mark) + 6
        return to + label > SVGDrawing.width ? (from - label, to) : (from, to + label)
    }

    /// Puts each mark into the first line in which it touches no other.
    private static func rows(of marks: [Timeline.Mark], labelled: Bool) -> [Row] {
        var rows: [(marks: Row, end: PlotLength)] = []
        for mark in marks.sorted(by: { extent($0, labelled: labelled).from < extent($1, labelled: labelled).from }) {
            let (from, to) = extent(mark, labelled: labelled)
            if let index = rows.firstIndex(where: { $0.end < from }) {
                rows[index].marks.append(mark)
                rows[index].end = to
            } else {
                rows.append(([mark], to))
            }
        }
        return rows.map(\.marks)
    }

    // MARK: - Parts

    private func drawGaps(in drawing: inout SVGDrawing) {
        for gap in timeline.gaps {
            let from = timeline.scale.place(of: gap.lowerBound.start)
            let to = timeline.scale.place(of: gap.upperBound.next.start)
            drawing.rectangle(
                at: PlotPoint(from, Self.top - 6), width: max(to - from, 2), height: lanesEnd - Self.top + 6, .gap)
        }
    }

    private func drawAxis(in drawing: inout SVGDrawing) {
        let right = SVGDrawing.width - 4
        let axis = Self.top - 6
        for tick in timeline.scale.ticks {
            let x = timeline.scale.place(of: tick.day.start)
            drawing.line(from: PlotPoint(x, axis - 16), to: PlotPoint(x, lanesEnd), .grid)
            if x + 3 + SVGDrawing.width(of: tick.label) <= SVGDrawing.width {
                drawing.text(tick.label, at: PlotPoint(x + 3, axis - 9), .tick)
            }
        }
        drawing.line(from: PlotPoint(Self.left, axis), to: PlotPoint(right, axis), .axis)
        drawing.text(words.words(.plotSnapshots), at: PlotPoint(0, axis + 3), .quiet)
        let places = timeline.snapshots.map(timeline.scale.place).reduce(into: [PlotLength]()) { places, place in
            if places.last != place { places.append(place) }
        }
        if !places.isEmpty {
            drawing.path(places.map { [PlotPoint($0, axis - 3), PlotPoint($0, axis + 3)] }, .axis)
        }
    }

    private func draw(
        _ lane: Timeline.Lane, _ rows: [Row], labelled: Bool, at top: PlotLength, in drawing: inout SVGDrawing
    ) {
        let firstLine = top + (Self.rowHeight + Self.lanePadding) / 2
        drawName(of: lane.subject, at: firstLine, in: &drawing)
        if let life = lane.life, life.from < life.to {
            drawing.line(from: PlotPoint(life.from, firstLine), to: PlotPoint(life.to, firstLine), .life)
        }
        for (index, row) in rows.enumerated() {
            for mark in row { draw(mark, labelled: labelled, at: firstLine + Self.rowHeight * index, in: &drawing) }
        }
        let end = top + Self.rowHeight * rows.count + Self.lanePadding
        drawing.line(from: PlotPoint(0, end), to: PlotPoint(SVGDrawing.width - 4, end), .grid)
    }

    /// A tag stands alone, a milestone's title behind its shape, and the project is called what it is.
    private func drawName(of subject: Timeline.Lane.Subject, at y: PlotLength, in drawing: inout SVGDrawing) {
        let width = Self.left - 12
        switch subject {
        case .release(let tag):
            drawing.text(SVGDrawing.fit(tag.visibleLine, within: width), at: PlotPoint(0, y + 4))
        case .milestone(let title):
            EventMark.draw(.milestoneUpdated, at: PlotPoint(6, y), in: &drawing)
            drawing.text(SVGDrawing.fit(title.visibleLine, within: width - 16), at: PlotPoint(16, y + 4))
        case .project:
            drawing.text(words.words(.plotProject), at: PlotPoint(0, y + 4), .quiet)
        }
    }

    private func draw(_ mark: Timeline.Mark, labelled: Bool, at y: PlotLength, in drawing: inout SVGDrawing) {
        if !mark.isStated, mark.from < mark.to { Self.drawBracket(from: mark.from, to: mark.to, at: y, in: &drawing) }
        let center = PlotPoint(mark.center, y)
        if mark.hasException { drawing.circle(at: center, radius: 9, .ring) }
        EventMark.draw(mark.kind, at: center, in: &drawing)
        guard labelled else { return }
        let (from, to) = Self.extent(mark, labelled: false)
        let label = words.label(mark)
        let isAtRight = to + Self.labelWidth(mark) + 6 > SVGDrawing.width
        drawing.text(
            label, at: PlotPoint(isAtRight ? from - 4 : to + 4, y + 4), mark.hasException ? .alarm : .text,
            isAtRight ? .end : .start)
    }

    private static func drawBracket(
        from: PlotLength, to: PlotLength, at y: PlotLength, in drawing: inout SVGDrawing
    ) {
        drawing.path(
            [
                [PlotPoint(from, y - 5), PlotPoint(from, y + 5)], [PlotPoint(from, y), PlotPoint(to, y)],
                [PlotPoint(to, y - 5), PlotPoint(to, y + 5)],
            ], .bracket)
    }

    // MARK: - Key

    private enum KeyEntry {
        case kind(EventKind)
        case bracket
        case exception
        case life
        case gap
    }

    /// What the reader has to tell apart: only what is drawn.
    private var keyEntries: [KeyEntry] {
        let marks = timeline.lanes.flatMap(\.marks)
        let kinds = EventKind.allCases.filter { kind in marks.contains { $0.kind == kind } }
        return kinds.map { .kind($0) }
            + (marks.contains { !$0.isStated } ? [.bracket] : [])
            + (marks.contains(where: \.hasException) ? [.exception] : [])
            + (timeline.lanes.contains { $0.life != nil } ? [.life] : [])
            + (timeline.gaps.isEmpty ? [] : [.gap])
    }

    private func drawKey(at top: PlotLength, in drawing: inout SVGDrawing) {
        for (index, entry) in keyEntries.enumerated() {
            let corner = PlotPoint((SVGDrawing.width / 3) * (index % 3), top + Self.keyHeight * (index / 3))
            let center = corner.moved(11, 0)
            switch entry {
            case .kind(let kind): EventMark.draw(kind, at: center, in: &drawing)
            case .bracket: Self.drawBracket(from: corner.x + 1, to: corner.x + 21, at: corner.y, in: &drawing)
            case .exception: drawing.circle(at: center, radius: 8, .ring)
            case .life: drawing.line(from: corner.moved(1, 0), to: corner.moved(21, 0), .life)
            case .gap: drawing.rectangle(at: corner.moved(1, -6), width: 20, height: 12, .gap)
            }
            drawing.text(text(entry), at: corner.moved(28, 4), .quiet)
        }
    }

    private func text(_ entry: KeyEntry) -> String {
        switch entry {
        case .kind(let kind): words.words.title(of: kind)
        case .bracket: words.words(.plotBracket)
        case .exception: words.words(.plotException)
        case .life: words.words(.plotLife)
        case .gap: words.words(.plotGap)
        }
    }
}

extension PlotWords {
    fileprivate func label(_ mark: Timeline.Mark) -> String {
        label(mark.kind, count: mark.count, isException: mark.hasException)
    }
}
