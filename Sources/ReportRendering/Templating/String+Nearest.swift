extension String {
    /// The name that is likely meant: the one that differs in the fewest letters, if those are few.
    func nearest(among names: some Sequence<String>) -> String? {
        let limit = max(2, count / 3)
        let ranked = names.map { (name: $0, distance: distance(to: $0)) }.filter { $0.distance <= limit }
        return ranked.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// How many letters must be put in, taken out or changed (Levenshtein).
    private func distance(to other: String) -> Int {
        let target = Array(other)
        var row = Array(0...target.count)
        for (index, letter) in enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in target.indices {
                let change = diagonal + (letter == target[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(change, row[column] + 1, diagonal + 1)
            }
        }
        return row[target.count]
    }
}
