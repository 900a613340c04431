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

    /// The text without what must not be handed on: user names and passwords in addresses, and tokens in queries.
    ///
    /// By code points, because an accent over a slash must not hide an address. The user's part of an address ends at
    /// its last `@` (WHATWG URL, "authority state").
    package var withoutSecrets: String {
        // Expressions are slow to make and to match, and hardly any text holds a secret.
        guard mayHoldSecret else { return self }
        let user = /:\/\/[^\/?#\s"'<>]*@/.matchingSemantics(.unicodeScalar)
        let token =
            /(private_token|access_token|job_token|feed_token|rss_token|incoming_email_token|(?:[?&;]|%26|%3F)(?:token|api_?key|secret|password|sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token))(=|%3D)[^&\s"'<>)]+/
            .ignoresCase().matchingSemantics(.unicodeScalar)
        return replacing(user, with: "://[redacted]@").replacing(token) { "\($0.output.1)\($0.output.2)[redacted]" }
    }
}

extension String {
    /// Whether ``withoutSecrets`` has to look: there is an address with a user's part, or a value behind a telling name.
    fileprivate var mayHoldSecret: Bool {
        var text = self
        return text.withUTF8 { bytes in
            var hasAddress = false
            for (index, byte) in bytes.enumerated() {
                switch byte {
                case UInt8(ascii: ":"): hasAddress = hasAddress || bytes[index...].starts(with: "://".utf8)
                case UInt8(ascii: "@"): if hasAddress { return true }
                case UInt8(ascii: "="), UInt8(ascii: "%"):
                    let isNamed = Self.namesOfSecrets.contains { name in
                        index >= name.count
                            && zip(bytes[(index - name.count)..<index], name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
                    }
                    if isNamed { return true }
                default: break
                }
            }
            return false
        }
    }

    /// How the names end whose values ``withoutSecrets`` takes out.
    private static let namesOfSecrets = [
        "token", "apikey", "api_key", "secret", "password", "sig", "signature", "x-amz-credential",
    ]
    .map { Array($0.utf8) }
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
