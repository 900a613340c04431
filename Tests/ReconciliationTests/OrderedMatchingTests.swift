import Testing

@testable import Reconciliation

@Suite("What all pairings agree on is certain")
struct OrderedMatchingTests {
    /// All largest sets of pairs that do not cross, found by trying every one.
    private func pairings(_ edges: [[Int]]) -> [[Int?]] {
        func all(_ rows: ArraySlice<[Int]>, after last: Int) -> [[Int?]] {
            guard let row = rows.first else { return [[]] }
            let rest = rows.dropFirst()
            return all(rest, after: last).map { [nil] + $0 }
                + row.filter { $0 > last }.flatMap { act in all(rest, after: act).map { [act] + $0 } }
        }
        let found = all(edges[...], after: -1)
        let most = found.map { $0.count { $0 != nil } }.max() ?? 0
        return found.filter { $0.count { $0 != nil } == most }
    }

    private func partners(_ edges: [[Int]]) -> [OrderedMatching.Partners] {
        let pairings = pairings(edges)
        return edges.indices.map { row in
            OrderedMatching.Partners(
                possible: Set(pairings.compactMap { $0[row] }).sorted(),
                isAlwaysMatched: !edges[row].isEmpty && pairings.allSatisfy { $0[row] != nil })
        }
    }

    @Test(arguments: [
        [[0]], [[0, 1]], [[0], [0]], [[0, 1], [0, 1]], [[0, 1], [1]], [[], [0]], [[0], [0, 1], [1, 2]],
    ])
    func agreesWithTryingAllOfFew(_ edges: [[Int]]) {
        #expect(OrderedMatching(edges: edges).partners == partners(edges))
    }

    @Test(arguments: 0..<300)
    func agreesWithTryingAll(_ seed: Int) {
        var state = UInt64(seed)
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        // As intervals of nights and moments in them: each change has neighbouring acts.
        let edges = (0..<(1 + random(5))).map { row -> [Int] in
            let start = max(0, row + random(3) - 1)
            return Array(start..<(start + random(3)))
        }
        #expect(OrderedMatching(edges: edges).partners == partners(edges), "\(edges)")
    }

    /// A log of a hundred thousand updates of one release in one night takes neither long nor much memory.
    @Test func leavesManyOpen() {
        let found = OrderedMatching(edges: [Array(0..<100_000), []]).partners
        #expect(found[0].possible.count == 100_000 && found[0].isAlwaysMatched && found[1].possible.isEmpty)
    }
}
