extension JSONScanner {
    /// The first place from `start` on whose byte ends a string or needs a closer look.
    ///
    /// Eight bytes at a time: a quotation mark, a backslash, a byte below 0x20 or one above 0x7F sets the top bit
    /// of its lane. A borrow can set the bit of a later lane wrongly, never that of an earlier one, and only the
    /// first is looked at.
    @inline(__always)
    func endOfPlainText(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var place = start
        while place + 8 <= end {
            let text = word(at: place)
            let quote = text ^ (ones &* 0x22)
            let backslash = text ^ (ones &* 0x5C)
            let special =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | (text &- ones &* 0x20) | text
            let lanes = special & (ones &* 0x80)
            if lanes != 0 { return place + lanes.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < end {
            let byte = base[place]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 || byte >= 0x80 { break }
            place += 1
        }
        return place
    }

    /// Walks the rest of a string whose opening mark is behind; returns the place after its closing mark.
    @inline(__always)
    func string(from start: Int) throws(JSONFault) -> Int {
        let place = endOfPlainText(from: start)
        if byte(at: place) == UInt8(ascii: "\"") { return place + 1 }
        return try difficultString(from: place)
    }

    func difficultString(from start: Int) throws(JSONFault) -> Int {
        var place = start
        while place < end {
            let byte = base[place]
            if byte == UInt8(ascii: "\"") { return place + 1 }
            if byte == UInt8(ascii: "\\") {
                place = try escape(at: place)
            } else if byte >= 0x80 {
                place = try character(at: place)
                continue
            } else if byte < 0x20 {
                throw JSONFault(offset: place, reason: byte == 0 ? .nulByte : .controlCharacter(byte))
            }
            place = endOfPlainText(from: place)
        }
        throw JSONFault(offset: end, reason: .truncated)
    }

    /// Walks one character of two to four bytes (The Unicode Standard, table 3-7).
    private func character(at start: Int) throws(JSONFault) -> Int {
        let second: ClosedRange<UInt8>
        let length: Int
        switch base[start] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONFault(offset: start, reason: .invalidUTF8)
        }
        for place in start + 1..<start + length {
            guard place < end else { throw JSONFault(offset: end, reason: .truncated) }
            let range = place == start + 1 ? second : 0x80...0xBF
            guard range.contains(base[place]) else { throw JSONFault(offset: start, reason: .invalidUTF8) }
        }
        return start + length
    }

    private func escape(at start: Int) throws(JSONFault) -> Int {
        guard start + 1 < end else { throw JSONFault(offset: end, reason: .truncated) }
        switch base[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            return try unicodeEscape(at: start)
        default:
            throw JSONFault(offset: start, reason: .badEscape)
        }
    }

    private func unicodeEscape(at start: Int) throws(JSONFault) -> Int {
        let unit = try codeUnit(at: start)
        guard unit & 0xF800 == 0xD800 else { return start + 6 }
        let next = start + 6
        guard next < end else { throw JSONFault(offset: end, reason: .truncated) }
        guard unit < 0xDC00, base[next] == UInt8(ascii: "\\") else {
            throw JSONFault(offset: start, reason: .loneSurrogate)
        }
        guard next + 1 < end else { throw JSONFault(offset: end, reason: .truncated) }
        guard base[next + 1] == UInt8(ascii: "u"), try codeUnit(at: next) & 0xFC00 == 0xDC00 else {
            throw JSONFault(offset: start, reason: .loneSurrogate)
        }
        return next + 6
    }

    /// The four hexadecimal digits of the escape at `start`.
    private func codeUnit(at start: Int) throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for place in start + 2..<start + 6 {
            guard place < end else { throw JSONFault(offset: end, reason: .truncated) }
            switch base[place] {
            case let digit where isDigit(digit): unit = unit << 4 | UInt16(digit & 0x0F)
            case let letter where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(letter | 0x20):
                unit = unit << 4 | UInt16((letter & 0x0F) + 9)
            default: throw JSONFault(offset: start, reason: .badEscape)
            }
        }
        return unit
    }
}
