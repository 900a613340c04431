/// Draws a bar for each month, week or year: its events, those with exceptions darker and hatched, the number on top.
struct EventCountsPlot {
    private let counts: EventCounts
    private let words: PlotWords

    static let id = "counts"
    private static let top: PlotLength = 18
    private static let barHeight = 90
    /// How far apart few bars stand at most.
    private static let slotLimit: PlotLength = 84
    private static let barLimit = 60

    /// Nil where one number says it all, or where there are more bars than can be read.
    init?(_ counts: EventCounts, _ words: PlotWords) {
        guard (2...Self.barLimit).contains(counts.rows.count), counts.rows.contains(where: { $0.events > 0 }) else {
            return nil
        }
        self.counts = counts
        self.words = words
    }

    var markup: String {
        var drawing = SVGDrawing(id: Self.id)
        let most = max(1, counts.rows.map(\.events).max() ?? 1)
        let slot = min(SVGDrawing.width / counts.rows.count, Self.slotLimit)
        let bar = min(slot * 7 / 10, 44)
        let floor = Self.top + PlotLength(integerLiteral: Self.barHeight)
        for (index, row) in counts.rows.enumerated() {
            let left = slot * index + (slot - bar) / 2
            let middle = slot * index + slot / 2
            func height(_ events: Int) -> PlotLength { PlotLength(tenths: events * Self.barHeight * 10 / most) }
            if row.events > 0 {
                drawing.rectangle(
                    at: PlotPoint(left, floor - height(row.events)), width: bar, height: height(row.events), .bar)
            }
            if row.exceptional > 0 {
                drawing.rectangle(
                    at: PlotPoint(left, floor - height(row.exceptional)), width: bar, height: height(row.exceptional),
                    .exceptional)
            }
            drawing.text(
                String(row.events), at: PlotPoint(middle, floor - height(row.events) - 4), .strong, .middle)
            if row.missingNights > 0 {
                drawing.rectangle(at: PlotPoint(slot * index + 2, floor + 3), width: slot - 4, height: 6, .gap)
            }
            drawing.text(label(at: index, in: slot), at: PlotPoint(middle, floor + 23), .tick, .middle)
        }
        drawing.line(from: PlotPoint(0, floor), to: PlotPoint(slot * counts.rows.count, floor), .axis)
        drawKey(at: floor + 44, in: &drawing)
        return drawing.markup(
            height: floor + (keyEntries.isEmpty ? 30 : 54), title: words.countsTitle(counts),
            description: words.words(.plotCountsAbout))
    }

    /// The whole date where there is room; otherwise the month alone, with its year at the first bar of each.
    private func label(at index: Int, in slot: PlotLength) -> String {
        let label = counts.rows[index].label
        guard SVGDrawing.width(of: label) > slot - 4 else { return label }
        switch counts.unit {
        case .week: return String(label.dropFirst(5))
        case .year: return index % 2 == 0 ? label : ""
        case .month:
            let isFirst = index == 0 || label.hasSuffix("-01")
            return isFirst && SVGDrawing.width(of: String(label.prefix(4))) <= slot
                ? String(label.prefix(4)) : String(label.suffix(2))
        }
    }

    private var keyEntries: [(style: SVGDrawing.Style, words: String)] {
        (counts.rows.contains { $0.exceptional > 0 } ? [(.exceptional, words.words(.plotWithException))] : [])
            + (counts.rows.contains { $0.missingNights > 0 } ? [(.gap, words.words(.plotSomeMissing))] : [])
    }

    private func drawKey(at y: PlotLength, in drawing: inout SVGDrawing) {
        var x: PlotLength = 0
        for entry in keyEntries {
            drawing.rectangle(at: PlotPoint(x, y - 8), width: 20, height: 10, entry.style)
            drawing.text(entry.words, at: PlotPoint(x + 28, y + 1), .quiet)
            x += 240
        }
    }
}
