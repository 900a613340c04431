import ReleaseDiff
import ReleaseModel

/// A line diff with its long unchanged runs folded, as rows for a table and as text for a fenced block.
struct FoldedDiff {
    private enum Part {
        case line(LineDiff.Line)
        case fold(Int)
        /// The texts are too far apart to be aligned.
        case unaligned
    }

    private let parts: [Part]
    private let words: WordCatalogue

    /// How many unchanged lines stay visible around a change.
    private static let context = 3

    init(_ diff: LineDiff, _ words: WordCatalogue) {
        self.words = words
        let all = diff.lines
        var parts: [Part] = diff.isUnaligned ? [.unaligned] : []
        var hidden = 0
        let changed = all.indices.filter { if case .kept = all[$0] { false } else { true } }
        var near = Set<Int>()
        // One line more than the context: a fold in place of a single line would save nothing.
        for index in changed { near.formUnion((index - Self.context - 1)...(index + Self.context + 1)) }
        for (index, line) in all.enumerated() {
            guard near.contains(index) else {
                hidden += 1
                continue
            }
            if hidden > 0 { parts.append(.fold(hidden)) }
            hidden = 0
            parts.append(.line(line))
        }
        if hidden > 0 { parts.append(.fold(hidden)) }
        self.parts = parts
    }

    /// The lines with a sign in front, as `diff -u` writes them.
    var text: String {
        parts.map { part in
            switch part {
            case .line(.kept(let text, _, _)): " " + text.visible
            case .line(.removed(let text, _)): "-" + text.visibleToItsEnd
            case .line(.added(let text, _)): "+" + text.visibleToItsEnd
            case .unaligned: "@@ \(words(.linesUnaligned)) @@"
            case .fold(let count): "@@ \(words(.foldedMark, ["count": String(count)])) @@"
            }
        }.joined(separator: "\n")
    }

    /// Rows with the old line on one side and the new one on the other; a removed line stands beside what replaced it.
    var rows: [Row] {
        var rows: [Row] = []
        var removed: [Side] = []
        var added: [Side] = []
        func settle() {
            for index in 0..<max(removed.count, added.count) {
                rows.append(
                    Row(
                        old: index < removed.count ? removed[index] : nil,
                        new: index < added.count ? added[index] : nil))
            }
            (removed, added) = ([], [])
        }
        for part in parts {
            switch part {
            case .line(.removed(let text, let number)): removed.append(Side(number, text.visibleToItsEnd))
            case .line(.added(let text, let number)): added.append(Side(number, text.visibleToItsEnd))
            case .line(.kept(let text, let oldNumber, let newNumber)):
                settle()
                rows.append(
                    Row(old: Side(oldNumber, text.visible), new: Side(newNumber, text.visible), isKept: true))
            case .unaligned: rows.append(Row(fold: words(.linesUnaligned)))
            case .fold(let count):
                settle()
                rows.append(Row(fold: words(.linesFolded, count)))
            }
        }
        settle()
        return rows
    }

    /// One line of a side.
    struct Side {
        let number: String
        let text: String

        init(_ number: Int, _ text: String) {
            self.number = String(number)
            self.text = text
        }
    }

    /// One row of the table.
    struct Row {
        var old: Side?
        var new: Side?
        var isKept = false
        var fold: String?

        var node: TemplateNode {
            TemplateNode([
                "fold": .optional(fold), "is_kept": .truth(isKept), "is_changed": .truth(!isKept && fold == nil),
                "has_old": .truth(old != nil), "old": .text(old?.number ?? ""), "old_text": .text(old?.text ?? ""),
                "has_new": .truth(new != nil), "new": .text(new?.number ?? ""), "new_text": .text(new?.text ?? ""),
            ])
        }
    }
}

extension String {
    /// The line as a reader may safely see it, with the tabs and the spaces at its end shown too: in a changed line they
    /// may be all that changed.
    fileprivate var visibleToItsEnd: String {
        let text = utf8.contains(UInt8(ascii: "\t")) ? visible.replacing("\t", with: "[U+0009]") : visible
        let end = text.unicodeScalars.reversed().prefix { $0 == " " }.count
        guard end > 0 else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.dropLast(end)))
            + String(repeating: "[U+0020]", count: end)
    }
}
