import ReleaseDiff
import ReleaseModel

extension Event {
    /// Title, state or dates of a milestone that releases carry are other than they were; told once, not per release.
    ///
    /// GitLab states when the milestone was last updated, and no change is later than that.
    static func milestoneUpdated(
        _ milestone: Milestone, changes: [FieldChange], shownBy current: SnapshotStep.ShownRelease,
        carriedBy releases: [String], in step: SnapshotStep, lastShown: DocumentReference
    ) -> Event {
        let bounds = step.bounds(
            step.bounds(after: lastShown, of: [.milestones]), notAfter: milestone.updatedAt)
        return Event(
            id: EventID(
                project: step.record.project, kind: .milestoneUpdated, subject: "milestone \(milestone.id)",
                createdAt: nil,
                bounds: bounds, changes: changes),
            project: step.record.project, kind: .milestoneUpdated, observation: .observed, tag: nil,
            releases: releases,
            author: .unknown, action: "Updated milestone \(milestone.title)", target: milestone.title,
            time: .bounded(bounds), changes: changes,
            evidence: EventEvidence(before: lastShown, after: step.reference(to: current.document)), exceptions: [],
            release: nil)
    }
}
