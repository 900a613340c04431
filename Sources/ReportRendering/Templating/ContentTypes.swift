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
/// some readers. Comma, hyphen, apostrophe and slash mean nothing inside a line; a point only in `www.`.
struct MarkdownText: MustacheContentType {
    static let name = "MARKDOWN"

    func escapeText(_ text: String) -> String {
        var result = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|": result += "&#124;"
            case "\n", "\r", "\t": result += " "
            case ".": result += previous == "w" || previous == "W" ? "\\." : "."
            case "!", "\"", "#", "$", "%", "&", "(", ")", "*", "+", ":", ";", "<", "=", ">", "?", "@", "[", "\\", "]",
                "^", "_", "`", "{", "}", "~":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return result
    }
}
