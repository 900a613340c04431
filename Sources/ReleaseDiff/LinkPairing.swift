package import ReleaseModel

/// Which asset link of an earlier document is which link of a later one.
///
/// The only declaration of it: changes, exceptions and what is carried forward follow it.
package struct LinkPairing: Sendable {
    /// What links go by.
    package enum Identity: Sendable {
        /// Their ids; rule sets 1 and 2.
        case id
        /// Their content; rule set 3.
        case content
    }

    /// A link on both sides, or on the one that has it.
    package enum Pair: Sendable {
        case kept(before: AssetLink, after: AssetLink)
        case removed(AssetLink)
        case added(AssetLink)

        /// The id that names the link in changes: the one it has now; of a link that is gone, the last one it had.
        package var id: Int64 {
            switch self {
            case .kept(_, let link), .removed(let link), .added(let link): link.id
            }
        }
    }

    /// In the order of their ids.
    package let pairs: [Pair]
    /// The links whose URL changed, before and after, in the order of their ids.
    package let repointed: [(before: AssetLink, after: AssetLink)]

    package init(of before: [AssetLink], with after: [AssetLink], by identity: Identity) {
        switch identity {
        case .id: self.init(byID: before, after)
        case .content: self.init(byContent: before, after)
        }
    }

    /// Pairs the links of a release; nil unless both documents show them.
    package init?(from known: Release, to current: Release, by identity: Identity) {
        guard let before = known.links.value, let after = current.links.value else { return nil }
        self.init(of: before, with: after, by: identity)
    }

    /// What each link of the later document was in the earlier one, by its id now.
    package var predecessors: [Int64: AssetLink] {
        var predecessors: [Int64: AssetLink] = [:]
        for case .kept(let before, let after) in pairs { predecessors[after.id] = before }
        return predecessors
    }

    private init(byID before: [AssetLink], _ after: [AssetLink]) {
        let old = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(after.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        pairs = Set(old.keys).union(new.keys).sorted().compactMap { id in
            switch (old[id], new[id]) {
            case (let before?, let after?): .kept(before: before, after: after)
            case (let before?, nil): .removed(before)
            case (nil, let after?): .added(after)
            case (nil, nil): nil
            }
        }
        repointed = after.sorted { $0.id < $1.id }.compactMap { link in
            old[link.id].flatMap { $0.url.isSame(as: link.url) ? nil : ($0, link) }
        }
    }

    private init(byContent before: [AssetLink], _ after: [AssetLink]) {
        let isUntouched = before.count == after.count && zip(before, after).allSatisfy { $0.isSame(as: $1) }
        pairs =
            isUntouched
            ? zip(before, after).map { .kept(before: $0, after: $1) } : LinkMatching(before, after).pairs
        repointed = pairs.compactMap { pair in
            guard case .kept(let before, let after) = pair, !before.url.isSame(as: after.url) else { return nil }
            return (before, after)
        }
    }
}

extension AssetLink {
    /// Whether both are the same link and say the same, byte by byte.
    fileprivate func isSame(as other: AssetLink) -> Bool {
        id == other.id && name.isSame(as: other.name) && url.isSame(as: other.url) && type.isSame(as: other.type)
            && filePath.isShown == other.filePath.isShown && filePath.value.isSame(as: other.filePath.value)
    }
}
