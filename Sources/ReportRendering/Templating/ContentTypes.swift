import Mustache

/// Escapes text for HTML, in elements and in attributes.
///
/// Works on single code points: a quote followed by a combining accent is one character to Swift, and an escape that
/// went by characters would let it through.
struct HTMLText: MustacheContentType {
    static let name = "HTML-BY-CODE-POINT"

    func escapeText(_ text: String) -> String {
        guard text.utf8.contains(where: { Self.entity(for: $0) != nil }) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            if let entity = Self.entity(for: byte) { result += entity.utf8 } else { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What stands for a byte that means something in HTML; no other character has such a byte in UTF-8.
    private static func entity(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

/// Escapes text for one line of CommonMark, also in a cell of a table.
///
/// CommonMark allows a backslash before any ASCII punctuation (0.31.2, section 2.4), and GitLab starts no mention or
/// reference at an escaped character. A pipe is written as an entity: in a table even an escaped one is counted by
/// some readers. What means nothing inside a line stays as it is, so that the text reads well in a plain viewer.
struct MarkdownText: MustacheContentType {
    static let name = "MARKDOWN"

    func escapeText(_ text: String) -> String {
        var result = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "|": result += "&#124;"
            case "\n", "\r", "\t": result += " "
            case "!", "#", "$", "%", "&", "*", "<", ">", "@", "[", "\\", "]", "^", "_", "`", "{", "}", "~":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case ".", ":", "+", "-", "=":
                if Self.mayAct(scalar, at: index, in: scalars) { result += "\\" }
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a character that is mostly harmless is not so in its place.
    private static func mayAct(_ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        switch scalar {
        // `www.` starts an address.
        case ".": index > 0 && "wW".unicodeScalars.contains(scalars[index - 1])
        // `https://` starts an address, `:cat:` is a picture; a time of day is neither.
        case ":":
            index + 1 < scalars.count && scalars[index + 1] != " "
                && !(index > 0 && scalars[index - 1].isDigit && index + 2 < scalars.count
                    && scalars[index + 1].isDigit && scalars[index + 2].isDigit
                    && (index + 3 == scalars.count || !scalars[index + 3].isDigit))
        // At the start of a line they make lists and headings.
        default: index == 0
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
