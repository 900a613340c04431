import ReleaseModel

// Two tags of a project that look the same to a reader.
extension SnapshotStep {
    /// Fires where the tag of a release that came into sight looks like that of another release; remembers the tag.
    mutating func lookAlikeTags(of release: Release) -> Exception? {
        guard rules.follows3 else { return lookAlikeTagsByExcerpt(of: release) }
        let others = next.tagLooks.join(release.tag)
        return others.named.isEmpty
            ? nil : Exception(.lookAlikeTags, .lookAlikes(release.tag, of: others.named, more: others.more))
    }

    /// The same by the rules up to version 2: ``TextLook``, an excerpt of Unicode's table, and all others named.
    private mutating func lookAlikeTagsByExcerpt(of release: Release) -> Exception? {
        let look = TextLook(of: release.tag).description
        let others = (next.tagsByLook[look] ?? []).filter {
            !$0.isSame(as: release.tag) && next.releases[$0] != nil
        }
        next.tagsByLook[look] = others + [release.tag]
        guard !others.isEmpty else { return nil }
        let inOrder = others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Exception(.lookAlikeTags, .lookAlikes(release.tag, of: inOrder, more: 0))
    }
}
