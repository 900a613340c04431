import ReleaseDiff
import ReleaseModel

extension Event {
    /// New evidence is listed, other than what GitLab collects by itself when a release is made.
    static func releaseEvidenceCollected(_ pair: ComparedRelease) -> Event? {
        if case .absent = pair.known.release.evidences { return releaseEvidenceOnceInSight(pair) }
        let added = added(in: pair)
        return pair.event(
            .releaseEvidenceCollected, action: action(for: pair.release), changes: added.map(\.asChange),
            of: [.evidences], time: { pair.step.time(ofCollecting: added, within: $0) })
    }

    /// Evidence that was asked for between the creation of a release and the snapshot that first shows it.
    static func releaseEvidenceCollected(
        afterCreationOf current: SnapshotStep.ShownRelease, in step: SnapshotStep
    ) -> Event? {
        let release = current.release
        let added = (release.evidences.value ?? []).withoutThatOfCreation(of: release, step.rules)
        guard !added.isEmpty else { return nil }
        return Event(
            .releaseEvidenceCollected, of: release, in: step, action: action(for: release),
            time: step.time(ofCollecting: added, within: step.bounds(after: step.earlierSnapshot)),
            changes: added.map(\.asChange),
            evidence: EventEvidence(before: step.earlierSnapshot, after: step.reference(to: current.document)))
    }

    /// Evidence collected while the release was watched by readers who may not see any.
    private static func releaseEvidenceOnceInSight(_ pair: ComparedRelease) -> Event? {
        let (step, release) = (pair.step, pair.release)
        guard step.rules.tellsEvidenceOnceInSight, let from = pair.known.watchedFrom else { return nil }
        let added = (pair.current.release.evidences.value ?? []).withoutThatOfCreation(of: release, step.rules)
            .filter { $0.collectedAt > from.capturedAt.earliest }
        guard !added.isEmpty else { return nil }
        return Event(
            .releaseEvidenceCollected, of: release, in: step, action: action(for: release),
            time: step.time(ofCollecting: added, within: step.bounds(after: from)), changes: added.map(\.asChange),
            evidence: EventEvidence(before: from, after: step.reference(to: pair.current.document)))
    }

    /// GitLab collects evidence by itself once: where some was known, none of the new is of the creation.
    private static func added(in pair: ComparedRelease) -> [Evidence] {
        let added = pair.changes.evidenceAdded
        let hadNone = pair.known.release.evidences.value?.isEmpty ?? true
        return hadNone ? added.withoutThatOfCreation(of: pair.release, pair.step.rules) : added
    }

    private static func action(for release: Release) -> String {
        "Collected evidence for Release \(release.tag)"
    }
}

extension [Evidence] {
    /// All but the first, if that was collected so early that GitLab did it by itself.
    fileprivate func withoutThatOfCreation(of release: Release, _ rules: RuleSet) -> [Evidence] {
        let latest = release.createdAt.advanced(bySeconds: rules.automaticEvidenceSeconds)
        let inOrder = sorted { $0.collectedAt < $1.collectedAt }
        return inOrder.first.map { $0.collectedAt <= latest } == true ? Array(inOrder.dropFirst()) : inOrder
    }
}

extension Evidence {
    fileprivate var asChange: FieldChange {
        FieldChange(
            field: "evidences[\(collectedAt.iso8601)]", before: .nothing,
            after: .record([.init("collected_at", collectedAt.iso8601), .init("sha", sha), .init("filepath", filePath)])
        )
    }
}
