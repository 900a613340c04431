/// Pairs of changes and acts, as many as can be, that do not cross: of two changes the earlier one has the earlier act.
///
/// There may be several such pairings. What all of them agree on is certain, everything else is open.
struct OrderedMatching {
    /// For each change, in order.
    let partners: [Partners]

    struct Partners: Equatable {
        /// The acts that are its partner in some pairing, in order.
        var possible: [Int] = []
        /// Whether it has a partner in every pairing.
        var isAlwaysMatched = false
    }

    /// So that a log of many events of one release cannot take all memory; beyond it everything is open.
    private static let mostCells = 4_000_000

    /// - Parameter edges: For each change, in order, the acts that can be its partner, ascending.
    init(edges: [[Int]]) {
        partners = Self.blocks(of: edges).flatMap { Self.solve(Array(edges[$0])) }
    }

    /// Neighbouring changes that do not depend on those before and after them: all their acts are later, or earlier.
    private static func blocks(of edges: [[Int]]) -> [Range<Int>] {
        var firstAfter = [Int](repeating: Int.max, count: edges.count + 1)
        for row in edges.indices.reversed() { firstAfter[row] = min(firstAfter[row + 1], edges[row].first ?? Int.max) }
        var blocks: [Range<Int>] = []
        var (start, last) = (0, Int.min)
        for row in edges.indices {
            last = max(last, edges[row].last ?? Int.min)
            guard last < firstAfter[row + 1] else { continue }
            blocks.append(start..<(row + 1))
            start = row + 1
        }
        // Nothing comes after the last change, so a block ends there.
        return blocks
    }

    private static func solve(_ edges: [[Int]]) -> [Partners] {
        let acts = Array(Set(edges.joined())).sorted()
        guard (edges.count + 1) * (acts.count + 1) <= mostCells else {
            return edges.map { Partners(possible: $0, isAlwaysMatched: false) }
        }
        let columns = Dictionary(uniqueKeysWithValues: acts.enumerated().map { ($1, $0) })
        let rows = edges.map { Set($0.compactMap { columns[$0] }) }
        // How many pairs there can be among the changes and acts before a place, and from it on.
        var before = Array(repeating: Array(repeating: 0, count: acts.count + 1), count: rows.count + 1)
        var from = before
        for row in rows.indices {
            for column in acts.indices {
                let pair = rows[row].contains(column) ? before[row][column] + 1 : 0
                before[row + 1][column + 1] = max(before[row][column + 1], before[row + 1][column], pair)
            }
        }
        for row in rows.indices.reversed() {
            for column in acts.indices.reversed() {
                let pair = rows[row].contains(column) ? from[row + 1][column + 1] + 1 : 0
                from[row][column] = max(from[row + 1][column], from[row][column + 1], pair)
            }
        }
        let most = from[0][0]
        return rows.indices.map { row in
            let possible = acts.indices.filter { column in
                rows[row].contains(column) && before[row][column] + 1 + from[row + 1][column + 1] == most
            }
            let without = (0...acts.count).map { before[row][$0] + from[row + 1][$0] }.max() ?? 0
            return Partners(possible: possible.map { acts[$0] }, isAlwaysMatched: without < most)
        }
    }
}
