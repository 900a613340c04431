import ReleaseModel

/// Writes one inline SVG drawing; the only place that makes SVG markup.
///
/// What goes in is typed: lengths, styles from a fixed list, and texts, which are escaped and have what hides in them
/// shown. So the markup can be put into a page as it is. Colours and strokes are the style sheet's; each style differs
/// from the others by shape or pattern as well, so that a grey print says the same. The drawing has the role `img`
/// with a title and a description, and no links: what it shows stands in a table beside it.
struct SVGDrawing {
    /// How a part looks: the name of its class in `report.css`.
    enum Style: String, CaseIterable {
        case ink
        case made
        case gone
        case hollow
        case stroke
        case ring
        case bracket
        case life
        case grid
        case axis
        case tick
        case gap
        case complete
        case partial
        case absent = "missing"
        case bar
        case exceptional
        case text
        case quiet
        case strong
        case alarm
    }

    enum Anchor: String {
        case start
        case middle
        case end
    }

    /// The name of the drawing in the document; others there must have other names.
    let id: String
    /// The width of every drawing: about that of the text on a sheet of A4, so that it prints at its own size.
    static let width: PlotLength = 760
    private var body = ""

    init(id: String) {
        self.id = id
    }

    mutating func line(from start: PlotPoint, to end: PlotPoint, _ style: Style) {
        body +=
            "<line class=\"\(style.rawValue)\" x1=\"\(start.x.text)\" y1=\"\(start.y.text)\" x2=\"\(end.x.text)\" "
            + "y2=\"\(end.y.text)\"/>\n"
    }

    mutating func rectangle(at corner: PlotPoint, width: PlotLength, height: PlotLength, _ style: Style) {
        body +=
            "<rect class=\"\(style.rawValue)\" x=\"\(corner.x.text)\" y=\"\(corner.y.text)\" width=\"\(width.text)\" "
            + "height=\"\(height.text)\"\(isHatched(style) ? " fill=\"url(#\(hatch))\"" : "")/>\n"
    }

    mutating func circle(at center: PlotPoint, radius: PlotLength, _ style: Style) {
        body +=
            "<circle class=\"\(style.rawValue)\" cx=\"\(center.x.text)\" cy=\"\(center.y.text)\" "
            + "r=\"\(radius.text)\"/>\n"
    }

    /// Lines through points, each stretch on its own.
    mutating func path(_ stretches: [[PlotPoint]], closed: Bool = false, _ style: Style) {
        let data = stretches.map { points in
            "M" + points.map { "\($0.x.text) \($0.y.text)" }.joined(separator: "L") + (closed ? "Z" : "")
        }
        body += "<path class=\"\(style.rawValue)\" d=\"\(data.joined())\"/>\n"
    }

    /// One line of text; `at` is the place of its base line.
    mutating func text(_ text: String, at place: PlotPoint, _ style: Style = .text, _ anchor: Anchor = .start) {
        body +=
            "<text class=\"\(style.rawValue)\" x=\"\(place.x.text)\" y=\"\(place.y.text)\""
            + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"") + ">\(escaped(text))</text>\n"
    }

    /// The whole element.
    func markup(height: PlotLength, title: String, description: String) -> String {
        """
        <svg class="plot" role="img" aria-labelledby="\(id)-title" aria-describedby="\(id)-description" \
        viewBox="0 0 \(Self.width.text) \(height.text)" width="\(Self.width.text)" height="\(height.text)">
        <title id="\(id)-title">\(escaped(title))</title>
        <desc id="\(id)-description">\(escaped(description))</desc>
        <defs><pattern id="\(hatch)" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect class="hatch" width="1.4" height="5"/></pattern></defs>
        \(body)</svg>
        """
    }

    private var hatch: String { "\(id)-hatch" }

    private func isHatched(_ style: Style) -> Bool { style == .gap || style == .absent }

    private func escaped(_ text: String) -> String { HTMLText().escapeText(text.visibleLine) }
}

extension SVGDrawing {
    /// About how wide a text will be; the reader's font is not known, so this errs on the wide side.
    static func width(of text: String) -> PlotLength {
        text.unicodeScalars.reduce(0) { $0 + (mustBeWide($1) ? 12 : PlotLength(tenths: 62)) }
    }

    /// The text, cut where it would be wider than that.
    static func fit(_ text: String, within limit: PlotLength) -> String {
        guard width(of: text) > limit else { return text }
        var (result, sum) = ("", width(of: "…"))
        // By characters: an accent stays with its letter.
        for character in text {
            sum += width(of: String(character))
            guard sum <= limit else { break }
            result.append(character)
        }
        return result + "…"
    }

    /// Han, Hangul, Kana and emoji take about twice the room of a Latin letter.
    private static func mustBeWide(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x1100 }
}
