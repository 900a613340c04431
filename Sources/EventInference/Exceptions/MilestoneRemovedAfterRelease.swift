import ReleaseDiff
import ReleaseModel

extension Exception {
    /// A milestone was taken off a release after its release date.
    ///
    /// GitLab does it by itself where the milestone is deleted or promoted to the group; the release shows no difference
    /// (app/services/milestones/promote_service.rb).
    static func milestoneRemovedAfterRelease(_ pair: ComparedRelease) -> Exception? {
        guard pair.changes.milestones?.members?.removed.isEmpty == false else { return nil }
        return pair.timeSinceRelease([.milestones]).map {
            Exception(.milestoneRemovedAfterRelease, .afterRelease($0))
        }
    }
}
