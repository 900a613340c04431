/// Why the bytes of a file are no list of release documents.
package struct ScanError: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        case empty
        case byteOrderMark
        case markup
        case notAList
        case notAnObject
        case truncated
        case trailingBytes
        case unexpectedByte(UInt8)
        case leadingZero
        case controlCharacter(UInt8)
        case badEscape
        case loneSurrogate
        case invalidUTF8
        case duplicateKey(String)
        case tooDeep
        case tooManyMembers
    }

    package let reason: Reason
    /// Counted from the start of the file.
    package let offset: Int

    init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
