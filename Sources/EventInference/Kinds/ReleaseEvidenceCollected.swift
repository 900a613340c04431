import ReleaseDiff
import ReleaseModel

extension Event {
    /// New evidence is listed, other than what GitLab collects by itself when a release is made.
    static func releaseEvidenceCollected(_ pair: ComparedRelease) -> Event? {
        pair.event(
            .releaseEvidenceCollected, action: action(for: pair.release),
            changes: pair.changes.evidenceAdded.filter { !$0.belongsToCreation(of: pair.release) }.map(\.asChange),
            of: [.evidences])
    }

    /// Evidence that was asked for between the creation of a release and the snapshot that first shows it.
    static func releaseEvidenceCollected(
        afterCreationOf current: SnapshotStep.ShownRelease, in step: SnapshotStep
    ) -> Event? {
        let release = current.release
        let changes = (release.evidences.value ?? []).filter { !$0.belongsToCreation(of: release) }.map(\.asChange)
        guard !changes.isEmpty else { return nil }
        return Event(
            .releaseEvidenceCollected, of: release, in: step, action: action(for: release),
            time: .bounded(step.bounds(after: step.earlierSnapshot)), changes: changes,
            evidence: EventEvidence(before: step.earlierSnapshot, after: step.reference(to: current.document)))
    }

    private static func action(for release: Release) -> String {
        "Collected evidence for Release \(release.tag)"
    }
}

extension Evidence {
    fileprivate func belongsToCreation(of release: Release) -> Bool {
        collectedAt <= release.createdAt.advanced(bySeconds: RuleSet.automaticEvidenceSeconds)
    }

    fileprivate var asChange: FieldChange {
        FieldChange(
            field: "evidences[\(collectedAt.iso8601)]", before: .nothing,
            after: .record([.init("collected_at", collectedAt.iso8601), .init("sha", sha), .init("filepath", filePath)])
        )
    }
}
