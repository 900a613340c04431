import ReleaseDiff
import Testing

@Suite struct LineDiffTests {
    private func old(_ diff: LineDiff) -> String {
        diff.lines.compactMap { line -> String? in
            switch line {
            case .kept(let text, _, _), .removed(let text, _): text
            case .added: nil
            }
        }.joined(separator: "\n")
    }

    private func new(_ diff: LineDiff) -> String {
        diff.lines.compactMap { line -> String? in
            switch line {
            case .kept(let text, _, _), .added(let text, _): text
            case .removed: nil
            }
        }.joined(separator: "\n")
    }

    @Test func keepsWhatIsCommon() {
        let diff = LineDiff(from: "a\nb\nc\nd", to: "a\nB\nc\nd\ne")
        #expect(
            diff.lines == [
                .kept("a", oldNumber: 1, newNumber: 1), .removed("b", oldNumber: 2), .added("B", newNumber: 2),
                .kept("c", oldNumber: 3, newNumber: 3), .kept("d", oldNumber: 4, newNumber: 4),
                .added("e", newNumber: 5),
            ])
    }

    @Test func showsAChangeOfLineEndsAlone() {
        let diff = LineDiff(from: "a\r\nb", to: "a\nb")
        #expect(diff.lines.first == .removed("a\r", oldNumber: 1))
    }

    /// Whatever the texts, both can be read back out of the joined view.
    @Test(arguments: 0..<200)
    func bothTextsCanBeReadBack(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func text() -> String {
            (0..<Int(seed % 12)).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return ["a", "b", "", "c\r", "é"][Int(state >> 33) % 5]
            }.joined(separator: "\n")
        }
        let (before, after) = (text(), text())
        let diff = LineDiff(from: before, to: after)
        #expect(old(diff) == before)
        #expect(new(diff) == after)
    }

    @Test func givesUpAligningWhatIsTooFarApart() {
        let before = (0..<3_000).map { "old \($0)" }.joined(separator: "\n")
        let after = (0..<3_000).map { "new \($0)" }.joined(separator: "\n")
        let diff = LineDiff(from: before, to: after)
        #expect(diff.isUnaligned)
        #expect(old(diff) == before)
        #expect(new(diff) == after)
    }
}
