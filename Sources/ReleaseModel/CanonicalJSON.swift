/// A JSON value with exactly one written form, that of RFC 8785 (JSON Canonicalization Scheme).
///
/// Numbers are whole and below 2^53 in magnitude, where RFC 8785 writes them as plain decimals.
package indirect enum CanonicalJSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([CanonicalJSON])
    /// Members in any order, each key once; they are written in the order of their keys.
    case object([(key: String, value: CanonicalJSON)])

    /// A text, or null where there is none.
    package static func optional(_ text: String?) -> CanonicalJSON {
        text.map { .string($0) } ?? .null
    }

    /// The one written form, without a line feed.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    /// The same members in the same order with a member a line, for people to read.
    package var indentedText: String { indented(by: "") }

    private func indented(by margin: String) -> String {
        let inner = margin + "  "
        switch self {
        case .array(let elements) where !elements.isEmpty:
            return "[\n" + elements.map { inner + $0.indented(by: inner) }.joined(separator: ",\n") + "\n\(margin)]"
        case .object(let members) where !members.isEmpty:
            let lines = Self.sorted(members).map { member in
                "\(inner)\(CanonicalJSON.string(member.key).text): \(member.value.indented(by: inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
        default: return text
        }
    }

    /// RFC 8785, section 3.2.3: by UTF-16 code units.
    private static func sorted(_ members: [(key: String, value: CanonicalJSON)]) -> [(
        key: String, value: CanonicalJSON
    )] {
        members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    }

    package static func == (left: CanonicalJSON, right: CanonicalJSON) -> Bool { left.text == right.text }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .string(let value): Self.write(value, to: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in Self.sorted(members).enumerated() {
                if index > 0 { text += "," }
                Self.write(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// RFC 8785, section 3.2.2.2: only what must be escaped is.
    private static func write(_ value: String, to text: inout String) {
        text += "\""
        defer { text += "\"" }
        // Nearly all texts of an entry need no escape, and are taken whole.
        if value.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{08}": text += "\\b"
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\u{0C}": text += "\\f"
            case "\r": text += "\\r"
            case "\u{00}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
