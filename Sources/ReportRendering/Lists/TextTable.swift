/// Rows and columns for a terminal.
enum TextTable {
    /// The table; what does not fit the width goes on in the lines below, nothing is cut off.
    static func text(_ heading: [String], _ rows: [[String]], width: Int) -> String {
        let widths = columnWidths([heading] + rows, total: width)
        let rule = [widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")]
        return (lines(heading, widths) + rule + rows.flatMap { lines($0, widths) }).map { $0 + "\n" }.joined()
    }

    /// As wide as the longest cell; where that is too much, the widest columns give way until the table fits.
    private static func columnWidths(_ rows: [[String]], total: Int) -> [Int] {
        var widths = rows[0].indices.map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
        let least = 12
        while widths.reduce(0, +) + 2 * (widths.count - 1) > total {
            guard let widest = widths.indices.dropFirst().max(by: { widths[$0] < widths[$1] }), widths[widest] > least
            else {
                break
            }
            widths[widest] -= 1
        }
        return widths
    }

    private static func lines(_ cells: [String], _ widths: [Int]) -> [String] {
        let wrapped = zip(cells, widths).map { $0.wrapped(to: $1) }
        return (0..<(wrapped.map(\.count).max() ?? 0)).map { line in
            let parts = zip(wrapped, widths).map { cell, width in
                let text = line < cell.count ? cell[line] : ""
                return text + String(repeating: " ", count: max(0, width - text.displayWidth))
            }
            return String(parts.joined(separator: "  ").trimmingTrailingSpaces)
        }
    }
}

extension String {
    /// How many columns a terminal needs: two for what East Asian Width (UAX 11) calls wide, and for emoji.
    fileprivate var displayWidth: Int {
        reduce(0) { $0 + $1.displayWidth }
    }

    /// The text broken at spaces into lines of at most `width` columns; longer words are broken where they must be.
    fileprivate func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty, line.displayWidth + 1 + String(word).displayWidth <= width {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for character in word {
                if line.displayWidth + character.displayWidth > width, !line.isEmpty {
                    lines.append(line)
                    line = ""
                }
                line.append(character)
            }
        }
        return lines + [line]
    }

    fileprivate var trimmingTrailingSpaces: Substring {
        var rest = self[...]
        while rest.hasSuffix(" ") { rest.removeLast() }
        return rest
    }
}

extension Character {
    fileprivate var displayWidth: Int {
        guard let scalar = unicodeScalars.first else { return 0 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
