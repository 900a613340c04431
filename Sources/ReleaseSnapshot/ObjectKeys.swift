/// The keys of the objects that are open, innermost last.
struct ObjectKeys {
    private(set) var stack: [Key] = []

    struct Key {
        let range: Range<Int>
        /// The key with its escapes resolved; nil where it has none and its bytes are the key.
        let unescaped: [UInt8]?
    }

    /// Starts an object; the answer ends it.
    func open() -> Int { stack.count }

    mutating func close(_ frame: Int) {
        stack.removeSubrange(frame...)
    }

    mutating func append(_ key: Key) {
        stack.append(key)
    }
}

extension JSONScanner {
    /// Adds a key to the innermost object; refuses one that is there already, however it is spelt.
    mutating func remember(_ key: ScannedString, at offset: Int, in frame: Int) throws(ScanError) {
        guard keys.stack.count - frame < Self.memberLimit else { throw ScanError(.tooManyMembers, at: offset) }
        let unescaped = key.hasEscapes ? unescaped(key.range) : nil
        for index in frame..<keys.stack.count {
            let other = keys.stack[index]
            let isSame =
                if unescaped == nil, other.unescaped == nil {
                    areEqual(key.range, other.range)
                } else {
                    (unescaped ?? plain(key.range)) == (other.unescaped ?? plain(other.range))
                }
            if isSame {
                throw ScanError(
                    .duplicateKey(String(decoding: unescaped ?? plain(key.range), as: UTF8.self)), at: offset)
            }
        }
        keys.append(ObjectKeys.Key(range: key.range, unescaped: unescaped))
    }

    private func areEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        for offset in 0..<left.count where byte(at: left.lowerBound + offset) != byte(at: right.lowerBound + offset) {
            return false
        }
        return true
    }

    private func plain(_ range: Range<Int>) -> [UInt8] {
        range.map { byte(at: $0) }
    }

    /// The UTF-8 of a string that was scanned, with its escapes resolved.
    private func unescaped(_ range: Range<Int>) -> [UInt8] {
        var result: [UInt8] = []
        var surrogate: UInt32?
        var offset = range.lowerBound
        while offset < range.upperBound {
            let next = byte(at: offset)
            offset += 1
            guard next == Byte.backslash else {
                result.append(next)
                continue
            }
            let kind = byte(at: offset)
            offset += 1
            switch kind {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                let unit = UInt32(String(decoding: plain(offset..<(offset + 4)), as: UTF8.self), radix: 16) ?? 0
                offset += 4
                if let lead = surrogate {
                    append(0x10000 + (lead - 0xD800) << 10 + (unit - 0xDC00), to: &result)
                    surrogate = nil
                } else if (0xD800...0xDBFF).contains(unit) {
                    surrogate = unit
                } else {
                    append(unit, to: &result)
                }
            default: result.append(kind)
            }
        }
        return result
    }

    private func append(_ code: UInt32, to result: inout [UInt8]) {
        if let scalar = Unicode.Scalar(code) { result += Array(String(Character(scalar)).utf8) }
    }
}
