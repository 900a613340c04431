extension JSONScanner {
    /// Walks a key whose opening mark is behind, and refuses it if the object has it already.
    @inline(__always)
    mutating func key(from start: Int) throws(JSONFault) -> Int {
        let place = endOfPlainText(from: start)
        guard byte(at: place) == UInt8(ascii: "\"") else {
            let after = try difficultString(from: place)
            keys.appendEscaped(start: start, length: after - 1 - start)
            return after
        }
        let length = place - start
        let hash = hash(from: start, length: length)
        if keys.mayContain(hash) {
            for earlier in keys.current where earlier.hash == hash && isSameKey(earlier, start, length) {
                throw duplicate(start, length)
            }
        }
        keys.append(hash: hash, start: start, length: length)
        return place + 1
    }

    /// Checks the keys that were not compared one by one: many of them, or some with escapes.
    ///
    /// Keys count as the same when Swift's strings do, that is also when they differ only in how an accent is composed: a
    /// dictionary would silently keep one of the two.
    func checkKeysOfLargeObject() throws(JSONFault) {
        guard keys.needsCloserLook else { return }
        var seen: Set<String> = []
        for key in keys.current where !seen.insert(text(key.start, key.length)).inserted {
            throw duplicate(key.start, key.length)
        }
    }

    private func duplicate(_ start: Int, _ length: Int) -> JSONFault {
        JSONFault(offset: start - 1, reason: .duplicateKey(text(start, length)))
    }

    private func isSameKey(_ earlier: KeyStack.Key, _ start: Int, _ length: Int) -> Bool {
        guard earlier.length == length else { return false }
        return UnsafeBufferPointer(start: base + earlier.start, count: length)
            .elementsEqual(UnsafeBufferPointer(start: base + start, count: length))
    }

    /// Mixes the length with the first and the last eight bytes; good enough to tell a release's keys apart.
    @inline(__always)
    private func hash(from start: Int, length: Int) -> UInt64 {
        var mixed = UInt64(truncatingIfNeeded: length)
        if length >= 8 {
            mixed ^= word(at: start) &+ (word(at: start + length - 8) &* 0x9E37_79B9_7F4A_7C15)
        } else if start + 8 <= end {
            mixed ^= (word(at: start) & ((1 << UInt64(8 * length)) &- 1)) &* 31
        } else {
            var short: UInt64 = 0
            for index in 0..<length { short |= UInt64(base[start + index]) << UInt64(8 * index) }
            mixed ^= short &* 31
        }
        return mixed &* 0x9E37_79B9_7F4A_7C15
    }

    /// The decoded text of a key that has been walked and found right.
    private func text(_ start: Int, _ length: Int) -> String {
        JSONText.decoded(UnsafeBufferPointer(start: base + start, count: length))
    }
}
