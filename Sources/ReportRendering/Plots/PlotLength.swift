/// A place or a length in a drawing, in whole tenths of a unit.
///
/// Whole numbers only: the same report is the same text on every machine, in any locale, and no rounding of floating
/// point can differ.
struct PlotLength: Comparable, Hashable, Sendable, ExpressibleByIntegerLiteral {
    let tenths: Int

    init(tenths: Int) {
        self.tenths = tenths
    }

    init(integerLiteral units: Int) {
        tenths = units * 10
    }

    /// As SVG writes numbers: `12`, `12.5`, `-0.5`.
    var text: String {
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + String(whole) + (rest == 0 ? "" : ".\(rest)")
    }

    static func < (left: PlotLength, right: PlotLength) -> Bool { left.tenths < right.tenths }

    static func + (left: PlotLength, right: PlotLength) -> PlotLength { PlotLength(tenths: left.tenths + right.tenths) }

    static func - (left: PlotLength, right: PlotLength) -> PlotLength { PlotLength(tenths: left.tenths - right.tenths) }

    static func * (left: PlotLength, right: Int) -> PlotLength { PlotLength(tenths: left.tenths * right) }

    static func / (left: PlotLength, right: Int) -> PlotLength { PlotLength(tenths: left.tenths / right) }

    static func += (left: inout PlotLength, right: PlotLength) { left = left + right }
}

/// A point in a drawing; y grows downwards.
struct PlotPoint: Equatable, Sendable {
    let x: PlotLength
    let y: PlotLength

    init(_ x: PlotLength, _ y: PlotLength) {
        self.x = x
        self.y = y
    }

    func moved(_ x: PlotLength, _ y: PlotLength) -> PlotPoint { PlotPoint(self.x + x, self.y + y) }
}
