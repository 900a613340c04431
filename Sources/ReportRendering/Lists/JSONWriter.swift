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
        var result: [UInt8] = [UInt8(ascii: "\"")]
        result.reserveCapacity(value.utf8.count + 16)
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\"".utf8
            case "\\": result += "\\\\".utf8
            case "\n": result += "\\n".utf8
            case "\r": result += "\\r".utf8
            case "\t": result += "\\t".utf8
            case _ where scalar.actsOrHides:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
                }
            case _ where scalar.isASCII: result.append(UInt8(truncatingIfNeeded: scalar.value))
            default: result += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        result.append(UInt8(ascii: "\""))
        return String(decoding: result, as: UTF8.self)
    }
}
