import Foundation

/// Walks JSON text and refuses what RFC 8259 does not allow, without decoding anything.
///
/// A snapshot of two megabytes differs from last night's in a few hundred bytes. Finding where each document begins
/// and ends is all that is needed to tell the ones that are new, so no value is built here. What a decoder might take
/// in one way and another program in another (a key twice, half a surrogate pair, bytes that are no UTF-8) is refused,
/// because the bytes are kept as evidence and must mean the same to everyone.
///
/// Raw memory is used in the files of this type and in `FileContent.swift` only. Every read is guarded by ``end``.
struct JSONScanner {
    /// How many arrays and objects may be open at once; GitLab's own documents have five.
    static let deepestNesting = 64

    let base: UnsafePointer<UInt8>
    /// The number of bytes.
    let end: Int
    /// The keys of all objects that are open, innermost last.
    var keys = KeyStack()

    /// Runs `body` with a scanner over `bytes`, which it must not keep.
    static func over<Bytes: ContiguousBytes, Result>(
        _ bytes: Bytes, _ body: (inout JSONScanner) throws(JSONFault) -> Result
    ) throws(JSONFault) -> Result {
        let outcome = bytes.withUnsafeBytes { buffer -> Swift.Result<Result, JSONFault> in
            guard let base = buffer.bindMemory(to: UInt8.self).baseAddress else {
                return .failure(JSONFault(offset: 0, reason: .empty))
            }
            var scanner = JSONScanner(base: base, end: buffer.count)
            do throws(JSONFault) {
                return .success(try body(&scanner))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private init(base: UnsafePointer<UInt8>, end: Int) {
        self.base = base
        self.end = end
    }

    /// Checks that the text is exactly one value of any kind.
    mutating func wholeText() throws(JSONFault) {
        let start = try firstByte()
        let after = skipWhitespace(from: try value(at: start, depth: 0))
        guard after == end else { throw JSONFault(offset: after, reason: .trailingBytes) }
    }

    /// Where the first value starts; refuses an empty text and a byte order mark.
    func firstByte() throws(JSONFault) -> Int {
        let mark = (byte(at: 0), byte(at: 1), byte(at: 2))
        if mark == (0xEF, 0xBB, 0xBF) || (mark.0, mark.1) == (0xFF, 0xFE) || (mark.0, mark.1) == (0xFE, 0xFF) {
            throw JSONFault(offset: 0, reason: .byteOrderMark)
        }
        let start = skipWhitespace(from: 0)
        guard start < end else { throw JSONFault(offset: end, reason: .empty) }
        return start
    }

    /// The byte at a place; zero, which no grammar rule accepts, at the end of the text.
    @inline(__always)
    func byte(at place: Int) -> UInt8 {
        place < end ? base[place] : 0
    }

    /// The first place from `start` on that is no space, tab or line break.
    @inline(__always)
    func skipWhitespace(from start: Int) -> Int {
        var place = start
        while true {
            let byte = byte(at: place)
            // Compact text, which GitLab sends, leaves at this first comparison.
            if byte > 0x20 { return place }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return place }
            place += 1
            while place + 8 <= end, word(at: place) == 0x2020_2020_2020_2020 { place += 8 }
        }
    }

    /// The fault of finding something else than what is expected.
    func fault(at place: Int, expected: JSONFault.Expectation) -> JSONFault {
        guard place < end else { return JSONFault(offset: end, reason: .truncated) }
        let found = base[place]
        return JSONFault(offset: place, reason: found == 0 ? .nulByte : .unexpectedByte(found, expected: expected))
    }

    @inline(__always)
    func word(at place: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
}

// MARK: - Values

extension JSONScanner {
    /// Walks one value that starts at `start`; returns the place after it.
    ///
    /// `depth` is how many arrays and objects are open around it.
    mutating func value(at start: Int, depth: Int) throws(JSONFault) -> Int {
        switch byte(at: start) {
        case UInt8(ascii: "\""): return try string(from: start + 1)
        case UInt8(ascii: "{"): return try object(from: start + 1, depth: depth + 1)
        case UInt8(ascii: "["): return try array(from: start + 1, depth: depth + 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(at: start)
        case UInt8(ascii: "t"): return try literal("true", at: start)
        case UInt8(ascii: "f"): return try literal("false", at: start)
        case UInt8(ascii: "n"): return try literal("null", at: start)
        default: throw fault(at: start, expected: .value)
        }
    }

    /// Walks the rest of an array whose bracket is behind; `found` is told of each element.
    @inline(__always)
    mutating func elements(
        from start: Int, depth: Int, found: (Range<Int>) throws(JSONFault) -> Void
    ) throws(JSONFault) -> Int {
        guard depth <= Self.deepestNesting else { throw tooDeep(at: start - 1) }
        var place = skipWhitespace(from: start)
        if byte(at: place) == UInt8(ascii: "]") { return place + 1 }
        if place >= end { throw fault(at: place, expected: .valueOrEnd) }
        while true {
            let after = try value(at: place, depth: depth)
            try found(place..<after)
            place = skipWhitespace(from: after)
            switch byte(at: place) {
            case UInt8(ascii: ","): place = skipWhitespace(from: place + 1)
            case UInt8(ascii: "]"): return place + 1
            default: throw fault(at: place, expected: .commaOrBracket)
            }
        }
    }

    private mutating func array(from start: Int, depth: Int) throws(JSONFault) -> Int {
        try elements(from: start, depth: depth) { _ in }
    }

    private mutating func object(from start: Int, depth: Int) throws(JSONFault) -> Int {
        guard depth <= Self.deepestNesting else { throw tooDeep(at: start - 1) }
        var place = skipWhitespace(from: start)
        if byte(at: place) == UInt8(ascii: "}") { return place + 1 }
        guard byte(at: place) == UInt8(ascii: "\"") else { throw fault(at: place, expected: .keyOrEnd) }
        let outer = keys.open()
        while true {
            place = skipWhitespace(from: try key(from: place + 1))
            guard byte(at: place) == UInt8(ascii: ":") else { throw fault(at: place, expected: .colon) }
            place = skipWhitespace(from: try value(at: skipWhitespace(from: place + 1), depth: depth))
            switch byte(at: place) {
            case UInt8(ascii: ","):
                place = skipWhitespace(from: place + 1)
                guard byte(at: place) == UInt8(ascii: "\"") else { throw fault(at: place, expected: .key) }
            case UInt8(ascii: "}"):
                try checkKeysOfLargeObject()
                keys.close(restoring: outer)
                return place + 1
            default:
                throw fault(at: place, expected: .commaOrBrace)
            }
        }
    }

    private func tooDeep(at place: Int) -> JSONFault {
        JSONFault(offset: place, reason: .tooDeep(limit: Self.deepestNesting))
    }

    private func literal(_ text: StaticString, at start: Int) throws(JSONFault) -> Int {
        for index in 1..<text.utf8CodeUnitCount where byte(at: start + index) != text.utf8Start[index] {
            throw fault(at: start + index, expected: .value)
        }
        return start + text.utf8CodeUnitCount
    }

    private func number(at start: Int) throws(JSONFault) -> Int {
        var place = byte(at: start) == UInt8(ascii: "-") ? start + 1 : start
        if byte(at: place) == UInt8(ascii: "0") {
            place += 1
            if isDigit(byte(at: place)) { throw badNumber(at: place) }
        } else {
            place = try digits(from: place)
        }
        if byte(at: place) == UInt8(ascii: ".") { place = try digits(from: place + 1) }
        if byte(at: place) | 0x20 == UInt8(ascii: "e") {
            let sign = byte(at: place + 1)
            place = try digits(from: sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? place + 2 : place + 1)
        }
        return place
    }

    private func digits(from start: Int) throws(JSONFault) -> Int {
        guard isDigit(byte(at: start)) else { throw badNumber(at: start) }
        var place = start + 1
        while isDigit(byte(at: place)) { place += 1 }
        return place
    }

    private func badNumber(at place: Int) -> JSONFault {
        JSONFault(offset: min(place, end), reason: place < end ? .badNumber : .truncated)
    }

    @inline(__always)
    func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }
}
