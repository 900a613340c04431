import ReleaseModel

/// The tags of a project's releases by what they look like; each look-up takes the same time, however many look alike.
struct TagLooks: Sendable {
    private var groups = ByText<Group>()

    /// How many other tags an exception names.
    static let mostNamed = 20

    /// The tags of one look.
    private struct Group: Sendable {
        /// Those of existing releases.
        var members = ByText<Void>()
        /// The first ones of them: those to be named, and one more, as a tag does not name itself.
        var first: [String] = []
        /// All that ever joined, in this order; those before `next` were looked at for `first`.
        var joined: [String] = []
        var next = 0

        mutating func join(_ tag: String) {
            guard members[tag] == nil else { return }
            members[tag] = ()
            joined.append(tag)
            fill()
        }

        mutating func leave(_ tag: String) {
            members[tag] = nil
            first.removeAll { $0.isSame(as: tag) }
            fill()
        }

        private mutating func fill() {
            while first.count <= TagLooks.mostNamed, next < joined.count {
                let tag = joined[next]
                next += 1
                if members[tag] != nil, !first.contains(where: { $0.isSame(as: tag) }) { first.append(tag) }
            }
        }
    }

    /// Other tags that look like one: the first that appeared, in the order of their bytes, and how many more there are.
    struct Others {
        let named: [String]
        let more: Int
    }

    /// Adds the tag of a release; answers with the others that look like it.
    mutating func join(_ tag: String) -> Others {
        let looks = Skeleton.looks(of: tag)
        for key in keys(looks) { change(key) { $0.join(tag) } }
        let counts = keys(looks).map { groups[$0]?.members.count ?? 0 }
        // Whoever is in both groups was counted twice, and is in the third.
        let count = counts.count == 3 ? counts[0] + counts[1] - counts[2] : counts[0]
        var named: [String] = []
        for other in looks.flatMap({ groups[$0]?.first ?? [] })
        where !other.isSame(as: tag) && named.count < Self.mostNamed {
            if !named.contains(where: { $0.isSame(as: other) }) { named.append(other) }
        }
        return Others(
            named: named.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, more: count - 1 - named.count)
    }

    /// Takes out the tag of a release that is gone.
    mutating func leave(_ tag: String) {
        for key in keys(Skeleton.looks(of: tag)) { change(key) { $0.leave(tag) } }
    }

    /// The looks, and where there are two, the group of those tags that have both.
    private func keys(_ looks: [String]) -> [String] {
        looks.count == 2 ? looks + [looks.joined(separator: "\0")] : looks
    }

    /// Takes the group out while it is changed, so that it is not copied.
    private mutating func change(_ key: String, _ change: (inout Group) -> Void) {
        var group = groups[key] ?? Group()
        groups[key] = nil
        change(&group)
        groups[key] = group
    }
}
