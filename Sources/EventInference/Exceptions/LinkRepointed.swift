import ReleaseDiff
import ReleaseModel

extension Exception {
    /// An asset link leads to another address than before.
    static func linkRepointed(_ pair: ComparedRelease) -> Exception? {
        let repointed = pair.changes.repointedLinks.map { old, new in
            Repointing(link: new.name, before: old.host ?? old.url, after: new.host ?? new.url)
        }
        return repointed.isEmpty ? nil : Exception(.linkRepointed, .repointed(repointed))
    }
}
