import Foundation

/// What a text looks like: two texts that a reader may take for one another have the same look.
///
/// Compatibility forms (NFKC) and upper and lower case count as one, characters that are not seen count for nothing,
/// and letters of other scripts, `0` and `1` count as the Latin letters they resemble. The table is an excerpt of
/// Unicode's confusables.txt (UTS #39, "skeleton"): Greek, Cyrillic, Armenian, and what Latin itself has; it is no proof
/// that two texts can be told apart.
struct TextLook: Hashable, CustomStringConvertible {
    let description: String

    init(of text: String) {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let plain = isASCII ? text : text.precomposedStringWithCompatibilityMapping
        var look = String.UnicodeScalarView()
        for scalar in plain.unicodeScalars where !scalar.isUnseen {
            look.append(Self.latin[scalar] ?? scalar)
        }
        // Twice, because the small letter can resemble one that the capital letter does not.
        let folded = String(look).lowercased().unicodeScalars.map { Self.latin[$0] ?? $0 }
        description = String(String.UnicodeScalarView(folded))
    }

    /// What each character resembles.
    private static let latin: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (letter, others) in resembling {
            for other in others.unicodeScalars { table[other] = letter }
        }
        return table
    }()

    private static let resembling: [(Unicode.Scalar, String)] = [
        ("a", "ɑαа"), ("b", "ƄЬ"), ("c", "ϲсᴄ"), ("d", "ԁ"), ("e", "еҽ"), ("f", "քẝ"), ("g", "ƍɡց"), ("h", "һհ"),
        ("i", "ıɩɪιі"), ("j", "ϳј"), ("l", "1I|ƖǀΙІӀӏ"), ("n", "ոռ"), ("o", "0οσоօ"), ("p", "ρϱр"), ("q", "ԛգզ"),
        ("r", "гᴦ"), ("s", "ƽѕꜱ"), ("u", "ʋυսᴜ"), ("v", "νѵᴠ"), ("w", "ɯѡԝաᴡ"), ("x", "×х"), ("y", "ɣʏγуүყᶌ"),
        ("z", "ᴢ"), ("A", "ΑА"), ("B", "ΒВ"), ("C", "ϹС"), ("E", "ΕЕ"), ("F", "Ϝ"), ("G", "Ԍ"), ("H", "ΗН"),
        ("J", "ͿЈ"), ("K", "ΚК"), ("M", "ΜϺМ"), ("N", "Ν"), ("o", "ΟОՕ"), ("P", "ΡР"), ("S", "ЅՏ"), ("T", "ΤТ"),
        ("U", "Ս"), ("V", "Ѵ"), ("W", "Ԝ"), ("X", "ΧХ"), ("Y", "ΥϒУҮ"), ("Z", "Ζ"), ("2", "ƧϨ"), ("3", "ƷȜЗӠ"),
        ("6", "б"), ("8", "Ȣȣ"), ("-", "\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}˗"), ("/", "\u{2044}\u{2215}"),
    ]
}

extension Unicode.Scalar {
    /// Whether a reader sees nothing of it: controls, and what Unicode calls ignorable by default.
    fileprivate var isUnseen: Bool {
        properties.isDefaultIgnorableCodePoint || properties.generalCategory == .control
            || properties.generalCategory == .format
    }
}
