/// Why a JSON text was refused, and where.
package struct JSONFault: Error, Equatable {
    /// The byte at which the text stops being acceptable; its length where it ends too early.
    package let offset: Int
    package let reason: Reason

    /// What is wrong with the text.
    package enum Reason: Equatable, Sendable {
        case empty
        /// The text ends inside a value.
        case truncated
        /// There is something after the last value.
        case trailingBytes
        case unexpectedByte(UInt8, expected: Expectation)
        case nulByte
        case byteOrderMark
        /// A character below U+0020 stands unescaped in a string.
        case controlCharacter(UInt8)
        case badEscape
        /// Half of a surrogate pair, which names no character.
        case loneSurrogate
        case invalidUTF8
        case badNumber
        case tooDeep(limit: Int)
        case duplicateKey(String)
    }

    /// What the grammar allows at a place.
    package enum Expectation: String, Sendable {
        case value = "a value"
        case valueOrEnd = "a value or \"]\""
        case key = "a key"
        case keyOrEnd = "a key or \"}\""
        case colon = "\":\""
        case commaOrBrace = "\",\" or \"}\""
        case commaOrBracket = "\",\" or \"]\""
    }
}
