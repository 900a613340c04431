// How many cells a text takes on a terminal. Terminals differ over some characters; the larger number is taken then, so
// that a line never runs over the edge. libc's wcwidth is not asked: what it says changes with the locale.

extension String {
    var displayWidth: Int {
        reduce(0) { $0 + $1.displayWidth }
    }
}

extension Character {
    /// The cells of its code points; a sign that is asked for in colour takes two (UTS 51, "emoji presentation sequence").
    var displayWidth: Int {
        let width = unicodeScalars.reduce(0) { $0 + $1.displayWidth }
        guard width == 1, unicodeScalars.contains("\u{FE0F}") else { return width }
        return unicodeScalars.first?.properties.isEmoji == true ? 2 : 1
    }
}

extension Unicode.Scalar {
    /// Characters whose East Asian Width is ambiguous take one cell (UAX 11, section 5.2, where no context is known).
    var displayWidth: Int {
        if isASCII { return 1 }
        if isJoined { return 0 }
        return isWide ? 2 : 1
    }

    /// Whether it is drawn over the character before it.
    private var isJoined: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        // Vowels and final consonants of Hangul, which complete the syllable of the consonant before them.
        default: (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value)
        }
    }

    private var isWide: Bool {
        let ranges = WideCharacters.ranges
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(value)
    }
}
