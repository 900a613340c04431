import ReleaseModel

extension JSONFault.Reason {
    /// What is wrong with the text.
    var words: String {
        switch self {
        case .empty: "the file is empty"
        case .truncated: "the text ends inside a value"
        case .trailingBytes: "there is something after the list"
        case .unexpectedByte(let byte, let expected):
            "found \(QuotedText.of(byte: byte)) where \(expected.rawValue) was expected"
        case .nulByte: "a zero byte"
        case .byteOrderMark: "the text starts with a byte order mark"
        case .controlCharacter(let byte): "control character \(QuotedText.of(byte: byte)) in a string"
        case .badEscape: "a backslash that begins no valid escape"
        case .loneSurrogate: "an escape that is half of a character"
        case .invalidUTF8: "bytes that are no UTF-8"
        case .badNumber: "not a number as JSON writes it"
        case .tooDeep(let limit): "nested deeper than \(limit)"
        case .duplicateKey(let key): "duplicate key \(QuotedText.of(key))"
        }
    }
}

extension ReleaseDocumentError.Reason {
    /// What is wrong at a place in a release document.
    func words(at pointer: String) -> String {
        let place = pointer.isEmpty ? "the release" : QuotedText.escaped(pointer)
        return switch self {
        case .notAnObject: "not a release but another value"
        case .missing: "\(place) is missing"
        case .wrongType(let expected): "\(place) is not \(QuotedText.escaped(expected))"
        case .undecodable: "\(place) has a number beyond all range"
        case .errorAnswer(let message): "GitLab answered with an error: \(QuotedText.of(message))"
        case .withoutProject: "the release does not say which project it belongs to"
        }
    }
}

/// Text from outside, made safe for a terminal and a log.
enum QuotedText {
    private static let longest = 200

    /// The text between quotation marks.
    static func of(_ text: String) -> String { "\"\(escaped(text))\"" }

    /// A byte as a character where it is a visible one.
    static func of(byte: UInt8) -> String {
        (0x21...0x7E).contains(byte)
            ? "\"\(Character(Unicode.Scalar(byte)))\""
            : (byte < 0x10 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
    }

    /// The text with everything written out that could move, hide or reorder what is shown, cut after 200 characters.
    static func escaped(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return String(scalars.prefix(longest)).withoutControls + (scalars.count > longest ? "..." : "")
    }
}
