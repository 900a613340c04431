/// Finds the name that was probably meant.
enum NearestName {
    /// The known name with the fewest letters to change; nil where that would be more than a third of them.
    static func of(_ name: String, among known: [String]) -> String? {
        let distances = known.map { (name: $0, distance: distance(Array(name), Array($0))) }
        guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return nearest.distance <= max(1, min(name.count, nearest.name.count) / 3) ? nearest.name : nil
    }

    /// How many letters must be put in, taken out or changed (Levenshtein), or swapped with their neighbour.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var older: [Int] = []
        var before = Array(0...right.count)
        for row in left.indices {
            var now = [row + 1]
            for column in right.indices {
                let change = before[column] + (left[row] == right[column] ? 0 : 1)
                var least = min(before[column + 1] + 1, now[column] + 1, change)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    least = min(least, older[column - 1] + 1)
                }
                now.append(least)
            }
            (older, before) = (before, now)
        }
        return before[right.count]
    }
}
