/// A byte of a text with its encoding undone, and where it stands in the text.
///
/// Undone are percent-encoding, however often applied (`%40`, `%2540`), HTML's references to ASCII characters (`&amp;`,
/// `&#64;`) and JSON's escapes (`\u0026`): an address is found in texts in any of these forms.
struct DecodedByte {
    let byte: UInt8
    /// 0 for a byte that stands for itself, else how often it was encoded.
    let level: UInt8
    let start: Int

    /// All bytes of a text, in one pass.
    static func all(of text: [UInt8]) -> [DecodedByte] {
        var result: [DecodedByte] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let escape =
                switch text[index] {
                case UInt8(ascii: "%"): percent(text, index)
                case UInt8(ascii: "&"): reference(text, index)
                case UInt8(ascii: "\\"): json(text, index)
                default: Escape?.none
                }
            result.append(
                DecodedByte(byte: escape?.byte ?? text[index], level: escape?.level ?? 0, start: index))
            index = escape?.end ?? index + 1
        }
        return result
    }

    private typealias Escape = (byte: UInt8, level: UInt8, end: Int)

    private static func percent(_ text: [UInt8], _ start: Int) -> Escape? {
        var level: UInt8 = 1
        var index = start + 1
        // `%25` is the percent sign itself: each more means encoded once more.
        while level < 8, hex(text, index, 2) == 0x25, hex(text, index + 2, 2) != nil {
            index += 2
            level += 1
        }
        return hex(text, index, 2).map { (UInt8(truncatingIfNeeded: $0), level, index + 2) }
    }

    private static func reference(_ text: [UInt8], _ start: Int) -> Escape? {
        var index = start + 1
        var level: UInt8 = 0
        while level < 8, text[index...].starts(with: "amp;".utf8) {
            index += 4
            level += 1
        }
        if index < text.count, text[index] == UInt8(ascii: "#") {
            let isHex = index + 1 < text.count && text[index + 1] | 0x20 == UInt8(ascii: "x")
            let digits = text[(index + (isHex ? 2 : 1))...].prefix(8).prefix { $0.isHexDigit }
            let end = digits.endIndex < text.count && text[digits.endIndex] == UInt8(ascii: ";") ? 1 : 0
            if let value = Int(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10), value < 0x80 {
                return (UInt8(value), level + 1, digits.endIndex + end)
            }
        }
        for (name, byte) in named where text[index...].starts(with: name.utf8) {
            return (byte, level + 1, index + name.utf8.count)
        }
        return level > 0 ? (UInt8(ascii: "&"), level, index) : nil
    }

    private static func json(_ text: [UInt8], _ start: Int) -> Escape? {
        guard start + 1 < text.count else { return nil }
        if text[start + 1] == UInt8(ascii: "/") { return (UInt8(ascii: "/"), 1, start + 2) }
        guard text[start + 1] == UInt8(ascii: "u"), let value = hex(text, start + 2, 4), value < 0x80 else {
            return nil
        }
        return (UInt8(value), 1, start + 6)
    }

    /// HTML, "Named character references", for what separates the parts of an address.
    private static let named: [(String, UInt8)] = [
        ("commat;", UInt8(ascii: "@")), ("colon;", UInt8(ascii: ":")), ("sol;", UInt8(ascii: "/")),
        ("bsol;", UInt8(ascii: "\\")), ("equals;", UInt8(ascii: "=")), ("quest;", UInt8(ascii: "?")),
        ("num;", UInt8(ascii: "#")), ("lowbar;", UInt8(ascii: "_")), ("percnt;", UInt8(ascii: "%")),
    ]

    private static func hex(_ text: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= text.count, text[start..<(start + count)].allSatisfy(\.isHexDigit) else { return nil }
        return Int(String(decoding: text[start..<(start + count)], as: UTF8.self), radix: 16)
    }
}

extension UInt8 {
    var isHexDigit: Bool {
        isDigit || self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "f")
    }

    /// Whether it ends a word of running text.
    var isBlank: Bool { self == 0x20 || self >= 0x09 && self <= 0x0D }

    var isSlash: Bool { self == UInt8(ascii: "/") || self == UInt8(ascii: "\\") }
}
