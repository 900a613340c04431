extension String {
    /// The text without what must not be handed on: users and passwords in addresses, values of telling parameters, tokens.
    ///
    /// What ``SecretName`` and ``SecretShape`` declare, in any encoding and in addresses that are none; never the other
    /// way round: what a reader sees instead says that something was there.
    package var withoutSecrets: String {
        guard mayHoldSecret else { return self }
        let bytes = Array(utf8)
        let found = SecretFinder(bytes).found.sorted { $0.lowerBound < $1.lowerBound }
        guard !found.isEmpty else { return self }
        var result: [UInt8] = []
        var position = 0
        for range in found where range.upperBound > position {
            // What overlaps is one secret.
            if range.lowerBound >= position {
                result += bytes[position..<range.lowerBound]
                result += Self.redacted
            }
            position = range.upperBound
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }

    private static let redacted = Array("[redacted]".utf8)

    /// Whether it is worth looking: hardly any text holds a secret, and every text is asked.
    private var mayHoldSecret: Bool {
        var text = self
        return text.withUTF8 { bytes in
            var previous = UInt8(ascii: " ")
            for (index, byte) in bytes.enumerated() {
                switch byte {
                // What joins a name to its value, a user to a host, or hides either by an encoding.
                case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "\\"):
                    return true
                case UInt8(ascii: ":"):
                    // How the names of header fields end: token, key, authorization, cookie, secret, credential, password.
                    if "nyetldNYETLD".utf8.contains(previous) { return true }
                default:
                    guard !previous.isLetterOrDigit, byte.isLetterOrDigit else { break }
                    let shapes = SecretShape.byFirstByte[Int(byte | 0x20)]
                    if shapes.contains(where: { $0.mayBegin(bytes, index) }) { return true }
                }
                previous = byte
            }
            return false
        }
    }
}

extension JSONValue {
    /// Whether some text in it holds what ``Swift/String/withoutSecrets`` takes out.
    package var holdsSecret: Bool {
        switch self {
        case .null, .bool, .integer, .number: false
        case .string(let text): !text.withoutSecrets.isSame(as: text)
        case .array(let elements): elements.contains(where: \.holdsSecret)
        case .object(let members): members.values.contains(where: \.holdsSecret)
        }
    }
}
