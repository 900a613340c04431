import ReleaseDiff
import ReleaseModel

extension Event {
    /// Asset links were added, removed or renamed, or their URL, path or type changed; GitLab itself logs none of these.
    static func releaseLinksUpdated(_ pair: ComparedRelease) -> Event? {
        pair.event(
            .releaseLinksUpdated, action: "Updated asset links of Release \(pair.release.tag)",
            changes: pair.changes.links, of: [.links],
            exceptions: [
                .editedAfterRelease(pair, [.links]), .linkRepointed(pair),
                .linkToOtherHost(pair.current.release, in: pair.step),
            ])
    }
}
