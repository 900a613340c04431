import ReleaseModel

// One tag, one release after the other: what is deleted, and what is there again.
extension SnapshotStep {
    /// Reports a release as deleted and remembers it, should it ever be seen again.
    ///
    /// - Parameter successor: The release that has the tag now.
    mutating func delete(_ known: KnownRelease, lastSeen: DocumentReference, successor: Release? = nil) {
        events.append(.releaseDeleted(known, in: self, lastSeen: lastSeen, successor: successor))
        let tag = known.release.tag
        next.releases[tag] = nil
        if rules.follows3 { next.tagLooks.leave(tag) }
        let earlier = rules.follows3 ? next.deleted[tag] ?? [] : []
        next.deleted[tag] = earlier + [DeletedRelease(known: known, lastSeen: lastSeen)]
    }

    /// The very release that a document shows, where it was reported as deleted before.
    ///
    /// A server restored from a backup shows releases again that were deleted since. Rule sets 1 and 2 look at the last
    /// one deleted alone.
    func deletedRelease(shownAgainBy current: ShownRelease) -> DeletedRelease? {
        before.deleted[current.tag]?.last { $0.known.isSameIncarnation(as: current.release) }
    }

    /// Takes a release off those that are deleted.
    mutating func restore(_ deleted: DeletedRelease) {
        let tag = deleted.known.release.tag
        // It was there before, so that what looks like it was found then.
        if rules.follows3 { _ = next.tagLooks.join(tag) }
        next.deleted[tag]?.removeAll { $0.known.isSameIncarnation(as: deleted.known.release) }
        if next.deleted[tag]?.isEmpty == true { next.deleted[tag] = nil }
    }

    /// Whether a release is there again that an earlier snapshot showed and the last one did not.
    func isSeenAgain(_ current: ShownRelease) -> Bool {
        rules.follows3 && before.releases[current.tag] == nil && deletedRelease(shownAgainBy: current) != nil
    }
}

extension KnownRelease {
    /// Whether a document shows the very row that is known, not one made later under the same tag.
    func isSameIncarnation(as current: Release) -> Bool {
        release.createdAt.agrees(with: current.createdAt)
    }
}
