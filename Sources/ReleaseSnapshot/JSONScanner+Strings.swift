/// Where a string lies between its quotes, and whether it holds escapes.
struct ScannedString {
    let range: Range<Int>
    let hasEscapes: Bool
}

extension JSONScanner {
    /// Scans a string, RFC 8259, section 7.
    ///
    /// Plain ASCII, which is nearly all there is, is stepped over eight bytes at a time.
    mutating func string() throws(ScanError) -> ScannedString {
        position += 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlain()
            guard let next = current else { throw ScanError(.truncated, at: position) }
            switch next {
            case Byte.quote:
                position += 1
                return ScannedString(range: start..<(position - 1), hasEscapes: hasEscapes)
            case Byte.backslash:
                hasEscapes = true
                try escape()
            case 0..<0x20: throw ScanError(.controlCharacter(next), at: position)
            case 0x80...: try multibyte(next)
            default: position += 1
            }
        }
    }

    /// Steps over bytes that are neither quotes, backslashes, controls nor parts of longer characters.
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quotes = word ^ (ones &* UInt64(Byte.quote))
            let backslashes = word ^ (ones &* UInt64(Byte.backslash))
            // A byte is zero in `x` exactly where `(x - 1) & ~x` has its top bit; below 0x20 likewise with 0x20.
            let special =
                ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
                | ((word &- ones &* 0x20) & ~word) | word
            let found = special & tops
            if found != 0 {
                position += UInt64(littleEndian: found).trailingZeroBitCount / 8
                return
            }
            position += 8
        }
    }

    private mutating func escape() throws(ScanError) {
        let start = position
        position += 1
        guard let kind = current else { throw ScanError(.truncated, at: position) }
        position += 1
        switch kind {
        case Byte.quote, Byte.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        case UInt8(ascii: "u"):
            let unit = try codeUnit(from: start)
            if UTF16.isTrailSurrogate(unit) { throw ScanError(.loneSurrogate, at: start) }
            guard UTF16.isLeadSurrogate(unit) else { return }
            guard position + 1 < count else {
                throw ScanError(position < count && current != Byte.backslash ? .loneSurrogate : .truncated, at: start)
            }
            guard current == Byte.backslash, byte(at: position + 1) == UInt8(ascii: "u") else {
                throw ScanError(.loneSurrogate, at: start)
            }
            position += 2
            if !UTF16.isTrailSurrogate(try codeUnit(from: position - 2)) { throw ScanError(.loneSurrogate, at: start) }
        default: throw ScanError(.badEscape, at: start)
        }
    }

    /// Four hexadecimal digits.
    private mutating func codeUnit(from start: Int) throws(ScanError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = current else { throw ScanError(.truncated, at: position) }
            guard let value = Character(Unicode.Scalar(digit)).hexDigitValue, digit < 0x80 else {
                throw ScanError(.badEscape, at: start)
            }
            unit = unit << 4 | UInt16(value)
            position += 1
        }
        return unit
    }

    /// One character of two to four bytes, by the table of RFC 3629, section 4.
    private mutating func multibyte(_ lead: UInt8) throws(ScanError) {
        let start = position
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw ScanError(.invalidUTF8, at: start)
        }
        position += 1
        for index in 1..<length {
            guard let next = current else { throw ScanError(.truncated, at: position) }
            guard index == 1 ? second.contains(next) : (0x80...0xBF).contains(next) else {
                throw ScanError(.invalidUTF8, at: start)
            }
            position += 1
        }
    }
}
