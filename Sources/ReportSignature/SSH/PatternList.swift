/// Names and patterns with commas between, as OpenSSH matches them (ssh_config(5), PATTERNS).
struct PatternList {
    private let patterns: [ArraySlice<UInt8>]

    /// OpenSSH holds a pattern in so many bytes with the zero at its end, and matches nothing against a longer one.
    private static let longest = 1_023

    init(_ text: String) {
        patterns = Array(text.utf8).split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    }

    /// Whether a pattern matches and none of those after an exclamation mark does.
    func matches(_ name: String) -> Bool {
        let name = Array(name.utf8)
        var isMatched = false
        for pattern in patterns {
            let isNegated = pattern.first == UInt8(ascii: "!")
            let pattern = isNegated ? pattern.dropFirst() : pattern
            guard pattern.count < Self.longest else { return false }
            guard Self.matches(name[...], pattern) else { continue }
            if isNegated { return false }
            isMatched = true
        }
        return isMatched
    }

    /// Whether `*` and `?` in a pattern can stand for what the name has there; takes time by the product of both lengths.
    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var (place, mark) = (name.startIndex, pattern.startIndex)
        /// Where to go on if what follows the last star turns out not to fit.
        var star: (mark: Int, place: Int)?
        while place < name.endIndex {
            if mark < pattern.endIndex, pattern[mark] == UInt8(ascii: "*") {
                mark += 1
                star = (mark, place)
            } else if mark < pattern.endIndex, pattern[mark] == UInt8(ascii: "?") || pattern[mark] == name[place] {
                mark += 1
                place += 1
            } else if let last = star {
                star = (last.mark, last.place + 1)
                (mark, place) = (last.mark, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[mark...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
