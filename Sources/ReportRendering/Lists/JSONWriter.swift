import ReleaseModel

/// Writes JSON with members in the order in which they are given.
///
/// Foundation's encoder orders keys by hash or by name; a contract for people to read wants the order of the story.
/// Output is ASCII but for characters that are safe to print, so that a line can be shown on any terminal.
struct JSONWriter {
    private(set) var text = ""
    private var needsComma = false

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        open("{")
        body(&self)
        close("}")
    }

    mutating func array<Element>(_ elements: [Element], _ body: (inout JSONWriter, Element) -> Void) {
        open("[")
        for element in elements {
            separate()
            needsComma = false
            body(&self, element)
            needsComma = true
        }
        close("]")
    }

    mutating func strings(_ values: [String]) {
        array(values) { $0.string($1) }
    }

    mutating func string(_ value: String?) {
        text += value.map(Self.quoted) ?? "null"
    }

    mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
        separate()
        text += Self.quoted(name) + ":"
        needsComma = false
        body(&self)
        needsComma = true
    }

    mutating func member(_ name: String, _ value: String?) {
        member(name) { $0.string(value) }
    }

    mutating func member(_ name: String, _ value: Int) {
        member(name) { $0.text += String(value) }
    }

    mutating func member(_ name: String, _ value: Int64?) {
        member(name) { $0.text += value.map { String($0) } ?? "null" }
    }

    private mutating func open(_ bracket: String) {
        text += bracket
        needsComma = false
    }

    private mutating func close(_ bracket: String) {
        text += bracket
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { text += "," }
    }

    /// RFC 8259, section 7; what could act on a terminal or hide is escaped besides what must be.
    private static func quoted(_ value: String) -> String {
        let value = value.withoutSecrets
        guard !value.utf8.allSatisfy(Self.standsForItself) else { return "\"\(value)\"" }
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.actsOrHides:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Whether a byte is an ASCII character that no string has to escape.
    private static func standsForItself(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
