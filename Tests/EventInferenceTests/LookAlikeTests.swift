import ReleaseModel
import Testing

@testable import EventInference

@Suite("Tags that look alike")
struct LookAlikeTests {
    /// UTS #39, section 4, and what the rule adds: case, compatible forms, and what leaves no mark.
    @Test(
        arguments: [
            ("v1.0", "v1.O"), ("v1.0", "vl.0"), ("v1.0", "vI.o"), ("v1.0", "V1.0"), ("v1.0", "\u{3BD}1.0"),
            ("release", "r\u{435}lease"), ("release", "\u{211C}elease"), ("rn-1", "m-1"),
            ("paypal", "\u{440}\u{430}ypal"),
            ("caf\u{E9}", "cafe\u{301}"), ("v1.0", "v1.0 "), ("v1.0", " v1.0"), ("v1.0", "v1.0\u{A0}"),
            ("v 1", "v\u{2003}1"),
            ("v1.0", "v1\u{200A}.0"), ("v1.0", "v1.0\u{2800}"), ("v1.0", "v1.0\u{3164}"), ("v1.0", "v\u{200B}1.0"),
            ("v1.0", "v1\u{AD}.0"), ("v1.0", "v1.0\u{E0031}"), ("v1.0", "v1.0\u{FE0F}"), ("v1.0", "v\u{334}1.0"),
            ("v1.0", "v1\u{335}.0"), ("v1.0", "v1.0\u{336}"), ("v1.0", "v1.0\u{337}"), ("v1.0", "v1.0\u{338}"),
            ("o-1", "\u{F8}-1"), ("v1.0", "\u{2066}v1.0\u{2069}"), ("v1.0", "\u{202E}0.1v"),
            ("v1.0", "v\u{202E}0.1\u{202C}"),
            ("v1.0", "\u{FF56}1.0"), ("v1.0", "v\u{2460}.0"), ("v1.0", "v1\u{2024}0"), ("a-b", "a\u{2010}b"),
            ("a-b", "a\u{2212}b"), ("a/b", "a\u{2215}b"), ("a/b", "a\u{2044}b"), ("strasse", "STRA\u{DF}E"),
            ("fi", "\u{FB01}"),
            ("istanbul", "\u{131}stanbul"), ("v5", "v\u{1BC}"), ("v3", "v\u{417}"), ("a:b", "a\u{2236}b"),
            ("v1.0", "\u{1D42F}\u{1D7CF}.\u{1D7CE}"),
        ])
    func theseLookAlike(left: String, right: String) {
        #expect(!Set(Skeleton.looks(of: left)).isDisjoint(with: Skeleton.looks(of: right)))
    }

    @Test(
        arguments: [
            ("v1.0", "v1.1"), ("v1.0", "v10"), ("v1.0.0", "v1.0"), ("release", "releases"), ("a", "\u{E4}"),
            ("v2", "v3"),
            ("v1.0", "v1.0-rc"), ("v6", "v9"), ("b", "d"),
        ])
    func theseDoNot(left: String, right: String) {
        #expect(Set(Skeleton.looks(of: left)).isDisjoint(with: Skeleton.looks(of: right)))
    }

    @Test func anExceptionNamesTwentyOthersAndCountsTheRest() {
        var looks = TagLooks()
        for number in 0..<100 { _ = looks.join(letters(number)) }
        let others = looks.join(letters(100))
        #expect(others.named.count == 20)
        #expect(others.more == 80)
        #expect(others.named == others.named.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    /// By another way: all tags are compared with each other, whatever was deleted and made again.
    @Test func whatIsFoundIsWhatComparingAllFinds() {
        var looks = TagLooks()
        var there: [String] = []
        var random = LinearRandom(state: 3)
        for _ in 0..<400 {
            let tag = tag(random.below(48))
            if there.contains(where: { $0.isSame(as: tag) }), random.below(3) > 0 {
                looks.leave(tag)
                there.removeAll { $0.isSame(as: tag) }
                continue
            }
            let others = looks.join(tag)
            let expected = there.filter {
                !$0.isSame(as: tag) && !Set(Skeleton.looks(of: $0)).isDisjoint(with: Skeleton.looks(of: tag))
            }
            #expect(others.named.count + others.more == expected.count)
            #expect(others.named.count == min(20, expected.count))
            #expect(others.named.allSatisfy { name in expected.contains { $0.isSame(as: name) } })
            if !there.contains(where: { $0.isSame(as: tag) }) { there.append(tag) }
        }
    }

    /// A tag that looks like all others of its kind; every third is of a look of its own as well.
    private func tag(_ number: Int) -> String {
        ["I", "i", "l"][number % 3] + letters(number)
    }

    private func letters(_ number: Int) -> String {
        (0..<7).map { (number >> $0) & 1 == 1 ? "\u{430}" : "a" }.joined()
    }

    @Test func aDeletedReleaseLooksLikeNothing() throws {
        var project = SampleProject()
        let first = Sample.release("v1", createdAt: "2025-12-01T12:00:00Z")
        let other = Sample.release("vl", createdAt: "2026-01-03T12:00:00Z", id: 2)
        try project.night([first])
        try project.night([])
        let found = try project.night([other])
        #expect(found.events.flatMap(\.exceptions).map(\.rule) == [])
        let again = try project.night([other, Sample.release("v\u{406}", createdAt: "2026-01-04T12:00:00Z", id: 3)])
        #expect(again.events.flatMap(\.exceptions).map(\.rule) == [.lookAlikeTags])
    }

    @Test func olderRulesKeepTheirLook() throws {
        for version in [2, 3] {
            let rules = try #require(RuleSet(version: version))
            var project = SampleProject(EventInference(rules: rules))
            try project.night([Sample.release("rn-1", createdAt: "2025-12-01T12:00:00Z")])
            let found = try project.night([
                Sample.release("rn-1", createdAt: "2025-12-01T12:00:00Z"),
                Sample.release("m-1", createdAt: "2026-01-02T12:00:00Z", id: 2),
            ])
            #expect(found.events.flatMap(\.exceptions).map(\.rule) == (version == 3 ? [.lookAlikeTags] : []))
        }
    }
}

/// Random numbers that are the same in every run (Knuth, "MMIX").
private struct LinearRandom {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
