import ReleaseModel

/// A text as XML 1.0 can hold it.
struct XMLText {
    let text: String
    /// The code points replaced by U+FFFD, such as `U+0000 U+001B`; nil where there are none.
    let replaced: String?

    init(_ source: String) {
        var text = ""
        var replaced: [String] = []
        for scalar in source.withoutSecrets.unicodeScalars {
            if Self.isAllowed(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text.unicodeScalars.append("\u{FFFD}")
                let digits = String(scalar.value, radix: 16, uppercase: true)
                replaced.append("U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
            }
        }
        self.text = text
        self.replaced = replaced.isEmpty ? nil : replaced.joined(separator: " ")
    }

    /// XML 1.0, section 2.2, production Char.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
