import ReleaseDiff
import ReleaseModel

extension Event {
    /// The set of milestones is another one.
    ///
    /// Wording and order as GitLab's: the set after the change, by due date, start date and title, or `[none]`
    /// (ee/app/services/audit_events/release_associate_milestone_audit_event_service.rb).
    static func releaseMilestonesUpdated(_ pair: ComparedRelease) -> Event? {
        let titles = pair.current.release.milestones.map(\.title).joined(separator: ", ")
        return pair.event(
            .releaseMilestonesUpdated,
            action: "Milestones associated with release changed to \(titles.isEmpty ? "[none]" : titles)",
            changes: [pair.changes.milestones].compactMap { $0 }, of: [.milestones],
            exceptions: [.milestoneRemovedAfterRelease(pair)])
    }
}
