import ReleaseModel

/// Pairs the asset links of two documents by what they say.
///
/// Each save in GitLab's web form deletes all links of the release and creates them again, whatever was edited
/// (GitLab 18.9, app/assets/javascripts/releases/stores/modules/edit_new/actions.js, `updateRelease`), so an id says
/// little. Within a release GitLab keeps names, URLs and paths unique (app/models/releases/link.rb). The steps, each over
/// what the ones before it left:
///
/// 1. all that both documents show of the links is equal;
/// 2. the path is the same and the URL is not: whoever uses the permanent address gets something else;
/// 3. the name is the same and the URL is not: so does whoever follows the link;
/// 4. the URL is the same, with the name, with the path, or alone: a renamed link;
/// 5. the id is the same, because nothing else fits.
///
/// Where several fit, those of one id are paired first and the others in the order of their ids. The time grows with the
/// number of links, whatever they say.
struct LinkMatching {
    private let before: [AssetLink]
    private let after: [AssetLink]
    /// For each later link the place of the earlier one.
    private var partners: [Int?]
    private var isTaken: [Bool]
    private var openCount: Int
    private let placesByID: [Int64: Int]

    init(_ before: [AssetLink], _ after: [AssetLink]) {
        self.before = before.sorted { $0.id < $1.id }
        self.after = after.sorted { $0.id < $1.id }
        partners = Array(repeating: nil, count: after.count)
        isTaken = Array(repeating: false, count: before.count)
        openCount = min(before.count, after.count)
        placesByID = Dictionary(
            self.before.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })

        let showTypes = (before + after).allSatisfy { $0.type != nil }
        let showPaths = (before + after).allSatisfy(\.filePath.isShown)
        pair { LinkKey($0.name, $0.url, showTypes ? $0.type : nil, showPaths ? $0.filePath.value : nil) }
        pair(ifURLsDiffer: true) { link in link.filePath.value.map { LinkKey($0) } }
        pair(ifURLsDiffer: true) { LinkKey($0.name) }
        pair { LinkKey($0.url, $0.name) }
        pair { link in link.filePath.value.map { LinkKey(link.url, $0) } }
        pair { LinkKey($0.url) }
        pair { LinkKey(String($0.id)) }
    }

    /// In the order of their ids; of the same id, the one that is gone first.
    var pairs: [LinkPairing.Pair] {
        let removed = before.indices.filter { !isTaken[$0] }.map { LinkPairing.Pair.removed(before[$0]) }
        let shown = zip(after, partners).map { link, partner -> LinkPairing.Pair in
            partner.map { .kept(before: before[$0], after: link) } ?? .added(link)
        }
        return (removed + shown).enumerated().sorted { ($0.element.id, $0.offset) < ($1.element.id, $1.offset) }
            .map(\.element)
    }

    /// Pairs the links left that have the same key.
    private mutating func pair(ifURLsDiffer mustDiffer: Bool = false, by key: (AssetLink) -> LinkKey?) {
        guard openCount > 0 else { return }
        func fits(_ old: AssetLink, _ new: AssetLink) -> Bool { !mustDiffer || !old.url.isSame(as: new.url) }

        for place in after.indices where partners[place] == nil {
            guard let old = placesByID[after[place].id], !isTaken[old], let mine = key(after[place]),
                mine == key(before[old]), fits(before[old], after[place])
            else { continue }
            join(old, place)
        }
        var waiting = Dictionary(
            grouping: before.indices.reversed().filter { !isTaken[$0] && key(before[$0]) != nil },
            by: { key(before[$0]) })
        for place in after.indices where partners[place] == nil {
            guard let mine = key(after[place]), let old = waiting[mine]?.popLast() else { continue }
            if fits(before[old], after[place]) { join(old, place) }
        }
    }

    private mutating func join(_ old: Int, _ new: Int) {
        partners[new] = old
        isTaken[old] = true
        openCount -= 1
    }
}

/// Parts of a link's content, told apart byte by byte.
private struct LinkKey: Hashable {
    private let parts: [[UInt8]?]

    init(_ parts: String?...) { self.parts = parts.map { $0.map { Array($0.utf8) } } }
}
