/// Rows and columns for a terminal; what does not fit its width goes on in the lines below, nothing is cut off.
///
/// Where the columns do not fit beside each other, each row is a block with a line for each cell.
struct TextTable {
    let heading: [String]
    let rows: [[TextCell]]
    /// The cells in a line of the terminal; fewer than ``leastWidth`` are not believed.
    let width: Int
    let isColored: Bool

    /// What a column, other than the first, never goes below.
    private static let leastColumn = 12
    private static let leastWidth = 24
    private static let gap = "  "

    init(_ heading: [String], _ rows: [[TextCell]], width: Int, isColored: Bool = false) {
        self.heading = heading
        self.rows = rows
        self.width = max(width, Self.leastWidth)
        self.isColored = isColored
    }

    init(_ heading: [String], _ rows: [[String]], width: Int) {
        self.init(heading, rows.map { $0.map { TextCell($0) } }, width: width)
    }

    var text: String {
        let lines = columnWidths.map(table) ?? blocks
        return lines.map { $0 + "\n" }.joined()
    }

    /// As wide as the longest cell; where that is too much, the widest columns give way.
    ///
    /// Nil where that is not enough.
    private var columnWidths: [Int]? {
        var widths = heading.indices.map { column in
            rows.reduce(heading[column].displayWidth) { max($0, $1[column].text.displayWidth) }
        }
        while widths.reduce(0, +) + Self.gap.count * (widths.count - 1) > width {
            guard let widest = widths.indices.dropFirst().max(by: { widths[$0] < widths[$1] }),
                widths[widest] > Self.leastColumn
            else { return nil }
            widths[widest] -= 1
        }
        return widths
    }

    private func table(_ widths: [Int]) -> [String] {
        let rule = widths.map { TextCell(String(repeating: "-", count: $0), .faint) }
        return lines(of: heading.map { TextCell($0, .bold) }, widths) + lines(of: rule, widths)
            + rows.flatMap { lines(of: $0, widths) }
    }

    private var blocks: [String] {
        let label = heading.map(\.displayWidth).max() ?? 0
        let widths = [label, width - label - Self.gap.count]
        let blocks = rows.map { row in
            zip(heading, row).flatMap { name, cell in lines(of: [TextCell(name, .bold), cell], widths) }
        }
        return Array(blocks.joined(separator: [""]))
    }

    /// A row, on as many lines as its longest cell needs.
    private func lines(of cells: [TextCell], _ widths: [Int]) -> [String] {
        let wrapped = zip(cells, widths).map { $0.text.wrapped(to: $1) }
        return (0..<(wrapped.map(\.count).max() ?? 0)).map { line in
            var result = ""
            var blank = 0
            for (column, parts) in wrapped.enumerated() {
                let part = line < parts.count ? parts[line].withoutSpacesAtEnd : ""
                if !part.isEmpty {
                    result += String(repeating: " ", count: blank)
                    result += isColored ? cells[column].style.applied(to: part) : part
                    blank = 0
                }
                blank += widths[column] - part.displayWidth + Self.gap.count
            }
            return result
        }
    }
}

extension String {
    /// The text broken at spaces into lines of at most `width` cells; longer words are broken where they must be.
    fileprivate func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            if !line.isEmpty, line.displayWidth + 1 + word.displayWidth <= width {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for piece in word.pieces(atMost: width) {
                if line.displayWidth + piece.displayWidth > width, !line.isEmpty {
                    lines.append(line)
                    line = ""
                }
                line += piece
            }
        }
        return lines + [line]
    }

    /// Its characters; the code points of one that is too wide, such as a long chain of Hangul consonants.
    private func pieces(atMost width: Int) -> [String] {
        flatMap { $0.displayWidth <= width ? [String($0)] : $0.unicodeScalars.map(String.init) }
    }

    fileprivate var withoutSpacesAtEnd: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
