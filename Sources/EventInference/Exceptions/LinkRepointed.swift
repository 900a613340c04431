import ReleaseModel

extension Exception {
    /// An asset link of the same id leads to another address than before.
    static func linkRepointed(_ pair: ComparedRelease) -> Exception? {
        guard let before = pair.known.release.links.value, let after = pair.current.release.links.value else {
            return nil
        }
        let known = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let repointed = after.sorted { $0.id < $1.id }.compactMap { link -> Repointing? in
            guard let old = known[link.id], !old.url.isSame(as: link.url) else { return nil }
            return Repointing(link: link.name, before: old.host ?? old.url, after: link.host ?? link.url)
        }
        return repointed.isEmpty ? nil : Exception(.linkRepointed, .repointed(repointed))
    }
}
