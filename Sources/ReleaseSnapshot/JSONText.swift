/// The meaning of a JSON string that has been walked and found right.
enum JSONText {
    /// The string that the bytes between two quotation marks stand for.
    static func decoded(_ bytes: some Collection<UInt8>) -> String {
        var units: [UInt16] = []
        var plain: [UInt8] = []
        func flush() {
            units += String(decoding: plain, as: UTF8.self).utf16
            plain = []
        }
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "\\"), let kind = rest.next() else {
                plain.append(byte)
                continue
            }
            guard kind == UInt8(ascii: "u") else {
                plain.append(single[kind] ?? kind)
                continue
            }
            flush()
            let digits = (0..<4).compactMap { _ in rest.next() }
            units.append(UInt16(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD)
        }
        flush()
        return String(decoding: units, as: UTF16.self)
    }

    private static let single: [UInt8: UInt8] = [
        UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
        UInt8(ascii: "t"): 0x09,
    ]
}
