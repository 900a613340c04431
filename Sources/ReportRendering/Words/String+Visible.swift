import ReleaseModel

extension String {
    /// The text as a reader may safely see it: secrets taken out, invisible characters shown as `[U+202E]`.
    ///
    /// Line feeds and tabs stay: whoever shows the text decides what they become.
    var visible: String {
        let text = withoutSecrets.withPlainLineEnds
        guard text.unicodeScalars.contains(where: \.mustBeShown) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.mustBeShown { result += scalar.marker } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The text on one line.
    var visibleLine: String {
        let text = visible
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") }) else { return text }
        return String(
            decoding: text.utf8.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 },
            as: UTF8.self)
    }

    /// How many characters ``visible`` shows as markers.
    var hiddenCharacterCount: Int {
        withPlainLineEnds.unicodeScalars.count { $0.mustBeShown }
    }

    /// The text with each `\r\n` as one line feed; a carriage return alone stays, and is shown.
    var withPlainLineEnds: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        for byte in utf8 {
            if byte == UInt8(ascii: "\n"), result.last == UInt8(ascii: "\r") { result.removeLast() }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    fileprivate var mustBeShown: Bool {
        actsOrHides && self != "\n" && self != "\t"
    }

    /// What stands for the character, such as `[U+202E]`.
    fileprivate var marker: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "[U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
    }
}
