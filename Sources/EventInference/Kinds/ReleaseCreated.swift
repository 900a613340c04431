import ReleaseModel

extension Event {
    /// A release that was not there before, or that was there when watching began.
    ///
    /// Who and when are GitLab's own statements; the time is checked against the nights between which it appeared, and
    /// is the event's time only if it lies between them (rule set 3).
    /// Source of the wording: GitLab 12.7, ee/app/services/audit_events/release_created_audit_event_service.rb.
    static func releaseCreated(
        _ current: SnapshotStep.ShownRelease, in step: SnapshotStep, observation: Observation,
        lastSeen: DocumentReference?, lookAlike: Exception?
    ) -> Event {
        let release = current.release
        let bounds = step.bounds(after: lastSeen)
        return Event(
            .releaseCreated, of: release, in: step, observation: observation,
            author: Attribution(statedBy: release.author), action: action(for: release),
            time: step.time(stated: release.createdAt, within: bounds),
            evidence: EventEvidence(before: lastSeen, after: step.reference(to: current.document)),
            exceptions: observation == .observed
                ? [
                    .recreated(release, in: step), .backDated(release, by: step.rules),
                    .createdOutsideBounds(release, bounds, by: step.rules), .linkToOtherHost(release, in: step),
                    .implausibleDate(release, in: step), lookAlike,
                ] : [.implausibleDate(release, in: step), lookAlike])
    }

    private static func action(for release: Release) -> String {
        let titles = release.milestones.map(\.title).joined(separator: ", ")
        return "Created Release \(release.tag)" + (titles.isEmpty ? "" : " with milestones \(titles)")
    }
}
