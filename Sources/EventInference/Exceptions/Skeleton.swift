import Foundation
import ReleaseModel

/// What a text looks like by Unicode's rules: two texts that a reader may take for one another share a look.
///
/// The rule is the skeleton of UTS #39 (section 4), over all of ``Confusables``. Besides, upper and lower case, and forms
/// that Unicode calls compatible, count as one. Whatever leaves no mark of its own counts for nothing: spaces, characters
/// that are not seen, and strokes laid over others. What a bidirectional override turns round is read as it is shown.
enum Skeleton {
    /// The looks of a text, at most two: as the skeleton alone has it, and with the case and the form folded first.
    static func looks(of text: String) -> [String] {
        let shown = seen(text)
        let plain = settled(shown)
        let folded = settled(shown.decomposedStringWithCompatibilityMapping.caseFolded, foldingFirst: true)
        return plain.isSame(as: folded) ? [plain] : [plain, folded]
    }

    /// Applied until nothing changes: a small letter can resemble what its capital does not.
    private static func settled(_ text: String, foldingFirst: Bool = false) -> String {
        var look = text
        // Three rounds settle every character of Unicode; a limit keeps two that would turn into each other from turning on.
        for _ in 0..<6 {
            let skeleton = skeleton(of: look)
            let next = foldingFirst ? skeleton.caseFolded : skeleton.lowercased()
            if next.isSame(as: look) { break }
            look = next
        }
        return look
    }

    private static func skeleton(of text: String) -> String {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        var skeleton = String.UnicodeScalarView()
        for scalar in (isASCII ? text : text.decomposedStringWithCanonicalMapping).unicodeScalars {
            for seen in prototypes[scalar] ?? [scalar] where seen.properties.canonicalCombiningClass != .overlay {
                skeleton.append(seen)
            }
        }
        return isASCII ? String(skeleton) : String(skeleton).decomposedStringWithCanonicalMapping
    }

    /// The characters that leave a mark, in the order in which they are shown.
    private static func seen(_ text: String) -> String {
        var lines: [[Unicode.Scalar]] = [[]]
        for scalar in text.unicodeScalars {
            switch scalar.value {
            // Deeper than it is ever shown (UAX #9, "max_depth").
            case 0x202E: if lines.count <= 125 { lines.append([]) }
            case 0x202C where lines.count > 1:
                let turned = lines.removeLast().reversed()
                lines[lines.count - 1] += turned
            default:
                if !scalar.leavesNoMark { lines[lines.count - 1].append(scalar) }
            }
        }
        while lines.count > 1 {
            let turned = lines.removeLast().reversed()
            lines[lines.count - 1] += turned
        }
        return String(String.UnicodeScalarView(lines[0]))
    }

    /// What each character resembles.
    private static let prototypes: [Unicode.Scalar: [Unicode.Scalar]] = {
        var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for word in "\(Confusables.words)".split(whereSeparator: \.isWhitespace) {
            let parts = word.split(separator: ":")
            guard parts.count == 2 else { continue }
            let prototype = parts[0].split(separator: "+").compactMap { UInt32($0, radix: 36) }.compactMap(
                Unicode.Scalar.init)
            var value: UInt32 = 0
            for step in parts[1].split(separator: ",") {
                value += UInt32(step, radix: 36) ?? 0
                if let scalar = Unicode.Scalar(value) { table[scalar] = prototype }
            }
        }
        return table
    }()
}

extension String {
    /// The text with capital and small letters as one; `ß` as `ss`, as full case folding has it.
    fileprivate var caseFolded: String { uppercased().lowercased() }
}

extension Unicode.Scalar {
    fileprivate var leavesNoMark: Bool {
        // U+2800 is the Braille pattern without dots, U+1D159 the note without a head.
        properties.isDefaultIgnorableCodePoint || properties.isWhitespace || value == 0x2800 || value == 0x1D159
            || properties.generalCategory == .control || properties.generalCategory == .format
    }
}
