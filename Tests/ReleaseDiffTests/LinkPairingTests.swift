import Testing

@testable import ReleaseDiff
@testable import ReleaseModel

/// Links are paired by what they say; ids that GitLab renews at each save in its web form say nothing.
@Suite struct LinkPairingTests {
    /// Links written as `id name url path`, and the changes that make the one list of the other.
    struct Save: CustomTestStringConvertible {
        let testDescription: String
        let before: [String]
        let after: [String]
        let changes: [String]
    }

    static let saves: [Save] = [
        Save(testDescription: "nothing", before: ["1 A u1", "2 B u2"], after: ["1 A u1", "2 B u2"], changes: []),
        Save(testDescription: "reordered", before: ["1 A u1", "2 B u2"], after: ["2 B u2", "1 A u1"], changes: []),
        Save(
            testDescription: "all ids renewed", before: ["1 A u1 p", "2 B u2"], after: ["11 A u1 p", "12 B u2"],
            changes: []),
        Save(
            testDescription: "all ids renewed, in another order", before: ["1 A u1", "2 B u2", "3 C u3"],
            after: ["11 C u3", "12 A u1", "13 B u2"], changes: []),
        Save(
            testDescription: "the ids of others", before: ["1 A u1", "2 B u2"], after: ["2 A u1", "1 B u2"], changes: []
        ),
        Save(
            testDescription: "renewed, one URL changed", before: ["1 A u1 p", "2 B u2"],
            after: ["11 A x p", "12 B u2"],
            changes: ["11.url u1 > x"]),
        Save(
            testDescription: "renewed, the URL of a link without a path changed", before: ["1 A u1", "2 B u2"],
            after: ["11 A u1", "12 B x"], changes: ["12.url u2 > x"]),
        Save(
            testDescription: "renewed and renamed", before: ["1 A u1", "2 B u2"], after: ["11 N u1", "12 B u2"],
            changes: ["11.name A > N"]),
        Save(
            testDescription: "renewed, path changed", before: ["1 A u1 p"], after: ["11 A u1 q"],
            changes: ["11.direct_asset_url p > q"]),
        Save(
            testDescription: "renamed and URL changed, same id", before: ["1 A u1"], after: ["1 N x"],
            changes: ["1.name A > N", "1.url u1 > x"]),
        Save(
            testDescription: "renamed and URL changed, same path", before: ["1 A u1 p", "2 B u2"],
            after: ["11 N x p", "12 B u2"], changes: ["11.name A > N", "11.url u1 > x"]),
        Save(
            testDescription: "renewed, renamed and URL changed: nothing says that it is the same link",
            before: ["1 A u1"], after: ["11 N x"], changes: ["1 -A", "11 +N"]),
        Save(
            testDescription: "two swap their URLs", before: ["1 A u1", "2 B u2"], after: ["1 A u2", "2 B u1"],
            changes: ["1.url u1 > u2", "2.url u2 > u1"]),
        Save(
            testDescription: "two swap their URLs, renewed", before: ["1 A u1", "2 B u2"],
            after: ["11 A u2", "12 B u1"],
            changes: ["11.url u1 > u2", "12.url u2 > u1"]),
        Save(
            testDescription: "two swap their names: each leads elsewhere", before: ["1 A u1", "2 B u2"],
            after: ["1 B u1", "2 A u2"], changes: ["1.url u2 > u1", "2.url u1 > u2"]),
        Save(
            testDescription: "two swap their paths: each address delivers something else",
            before: ["1 A u1 p", "2 B u2 q"], after: ["1 A u1 q", "2 B u2 p"],
            changes: ["1.name B > A", "1.url u2 > u1", "2.name A > B", "2.url u1 > u2"]),
        Save(
            testDescription: "a new link takes the name", before: ["1 A u1"], after: ["1 old u1", "2 A x"],
            changes: ["1 +old", "2.url u1 > x"]),
        Save(
            testDescription: "lost half-way", before: ["1 A u1", "2 B u2", "3 C u3"], after: ["11 A u1"],
            changes: ["2 -B", "3 -C"]),
        Save(testDescription: "all lost", before: ["1 A u1"], after: [], changes: ["1 -A"]),
        Save(
            testDescription: "one more, the others renewed", before: ["1 A u1"], after: ["11 A u1", "12 B u2"],
            changes: ["12 +B"]),
        Save(
            testDescription: "one instead of another", before: ["1 A u1", "2 B u2"], after: ["1 A u1", "3 C u3"],
            changes: ["2 -B", "3 +C"]),
        Save(
            testDescription: "one name twice", before: ["1 A u1", "2 A u2"], after: ["11 A u2", "12 A x"],
            changes: ["12.url u1 > x"]),
        Save(
            testDescription: "one URL twice", before: ["1 A u1", "2 B u1"], after: ["11 B u1", "12 N u1"],
            changes: ["12.name A > N"]),
        Save(
            testDescription: "equal links, one fewer", before: ["1 A u1", "2 A u1", "3 A u1"],
            after: ["4 A u1", "5 A u1"],
            changes: ["3 -A"]),
        Save(
            testDescription: "two ways to write an accent", before: ["1 é u1", "2 e\u{301} u2"],
            after: ["11 é u1", "12 e\u{301} x"], changes: ["12.url u2 > x"]),
    ]

    private static func link(_ text: String) throws -> AssetLink {
        let parts = text.split(separator: " ").map(String.init)
        return AssetLink(
            id: try #require(Int64(parts[0])), name: parts[1], url: parts[2], type: "other",
            filePath: parts.count > 3 ? .value(parts[3]) : .null)
    }

    private static func changes(_ save: Save, by identity: LinkPairing.Identity = .content) throws -> [String] {
        let pairing = LinkPairing(of: try save.before.map(link), with: try save.after.map(link), by: identity)
        return pairing.changes.map { change in
            let field = change.field.replacing("assets.links[", with: "").replacing("]", with: "")
            switch (change.before, change.after) {
            case (.record(let parts), _): return "\(field) -\(parts[0].value ?? "")"
            case (_, .record(let parts)): return "\(field) +\(parts[0].value ?? "")"
            case (.text(let old), .text(let new)): return "\(field) \(old) > \(new)"
            case let (old, new): return "\(field) \(old) > \(new)"
            }
        }
    }

    @Test(arguments: saves)
    func aSaveIsToldAsWhatItChanged(_ save: Save) throws {
        #expect(try Self.changes(save) == save.changes)
        let reordered = Save(
            testDescription: "", before: save.before.reversed(), after: save.after.reversed(), changes: [])
        #expect(try Self.changes(reordered) == save.changes, "the order of the lists counts")
    }

    /// A control: by ids, as in rule sets 1 and 2, a save in the web form looks as if all links were replaced.
    @Test func byIDsRenewedLinksAreOthers() throws {
        let save = try #require(Self.saves.first { $0.testDescription == "all ids renewed" })
        #expect(try Self.changes(save, by: .id) == ["1 -A", "2 -B", "11 +A", "12 +B"])
    }

    @Test(arguments: saves)
    func exactlyTheLinksWhoseURLChangedLeadElsewhere(_ save: Save) throws {
        let pairing = LinkPairing(of: try save.before.map(Self.link), with: try save.after.map(Self.link), by: .content)
        let told = save.changes.filter { $0.contains(".url ") }.map { String($0.prefix { $0 != "." }) }
        #expect(pairing.repointed.map { String($0.after.id) } == told)
    }

    /// What only one document shows, as before GitLab 13.1 or 12.9, neither parts links nor is a change.
    @Test func whatOneSideDoesNotShowIsNotCompared() throws {
        let before = [AssetLink(id: 1, name: "A", url: "u1", type: nil, filePath: .absent)]
        let after = [AssetLink(id: 11, name: "A", url: "u1", type: "image", filePath: .value("p"))]
        let pairing = LinkPairing(of: before, with: after, by: .content)
        #expect(pairing.changes.isEmpty)
        #expect(pairing.predecessors[11]?.id == 1)
    }

    /// Whatever the lists say, each link is in one pair, and ids alone make no change.
    @Test func everyLinkIsInOnePair() {
        var state: UInt64 = 7
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        func list() -> [AssetLink] {
            (0..<random(7)).map { _ in
                AssetLink(
                    id: Int64(random(5)), name: "n\(random(3))", url: "u\(random(3))",
                    type: ["other", "image"][random(2)],
                    filePath: random(2) == 0 ? .null : .value("p\(random(3))"))
            }
        }
        for _ in 0..<3_000 {
            let (before, after) = (list(), list())
            var (old, new): ([AssetLink], [AssetLink]) = ([], [])
            for pair in LinkPairing(of: before, with: after, by: .content).pairs {
                switch pair {
                case .kept(let earlier, let later):
                    old.append(earlier)
                    new.append(later)
                case .removed(let link): old.append(link)
                case .added(let link): new.append(link)
                }
            }
            func sorted(_ links: [AssetLink]) -> [String] { links.map { "\($0)" }.sorted() }
            #expect(sorted(old) == sorted(before))
            #expect(sorted(new) == sorted(after))
            let renewed = before.shuffled().map {
                AssetLink(id: $0.id + 100, name: $0.name, url: $0.url, type: $0.type, filePath: $0.filePath)
            }
            #expect(LinkPairing(of: before, with: renewed, by: .content).changes.isEmpty)
        }
    }

    /// Twenty thousand links that all share a name, or all a URL, are paired like any others.
    @Test(arguments: [true, false])
    func manyAlikeAreNoWork(shareTheName: Bool) {
        func list(_ first: Int64, _ word: String) -> [AssetLink] {
            (0..<20_000).map {
                AssetLink(
                    id: first + $0, name: shareTheName ? "A" : "\(word)\($0)", url: shareTheName ? "\(word)\($0)" : "u",
                    type: "other", filePath: .null)
            }
        }
        let pairing = LinkPairing(of: list(0, "x"), with: list(50_000, "y"), by: .content)
        #expect(pairing.pairs.count == 20_000)
        #expect(pairing.repointed.count == (shareTheName ? 20_000 : 0))
    }
}
