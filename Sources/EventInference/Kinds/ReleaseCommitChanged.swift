import ReleaseDiff
import ReleaseModel

extension Event {
    /// The commit of one incarnation is another one: GitLab keeps the commit of a release that was made with one, but
    /// follows the tag for old releases that were not.
    static func releaseCommitChanged(_ pair: ComparedRelease) -> Event? {
        pair.event(
            .releaseCommitChanged, action: "Commit of Release \(pair.release.tag) changed",
            changes: [pair.changes.commit].compactMap { $0 }, of: [.commit], exceptions: [Exception.commitChanged])
    }
}
