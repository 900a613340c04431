import ReleaseDiff
import ReleaseModel

/// A release on both sides of a step: what was known, what is shown now, and what differs.
struct ComparedRelease {
    let step: SnapshotStep
    let known: KnownRelease
    let current: SnapshotStep.ShownRelease
    let lastSeen: DocumentReference
    let changes: ReleaseChanges
    /// What is known afterwards.
    let release: Release

    init(
        step: SnapshotStep, known: KnownRelease, current: SnapshotStep.ShownRelease, lastSeen: DocumentReference,
        hidden: Set<Release.Facet>
    ) {
        self.step = step
        self.known = known
        self.current = current
        self.lastSeen = lastSeen
        changes = ReleaseChanges(
            from: known.release, to: current.release, hidden: hidden.union(known.neverShown),
            linksBy: step.rules.linkIdentity, emptyNotesAreNone: step.rules.follows3)
        release = step.known(of: current, after: known, hidden: hidden)
    }

    /// An event of this release, bounded by the document that last showed the facets concerned; nil without changes.
    ///
    /// - Parameter time: Yields the time from the bounds, where a document states it.
    func event(
        _ kind: EventKind, action: String, changes: [FieldChange], of facets: [Release.Facet],
        time: (Bounds) -> EventTime = EventTime.bounded, exceptions: [Exception?] = []
    ) -> Event? {
        guard !changes.isEmpty else { return nil }
        let earlier = earliestSight(of: facets)
        return Event(
            kind, of: release, in: step, action: action, time: time(step.bounds(after: earlier, of: facets)),
            changes: changes,
            evidence: EventEvidence(before: earlier, after: step.reference(to: current.document)),
            exceptions: exceptions)
    }

    /// The document that last showed all of the facets.
    func earliestSight(of facets: [Release.Facet]) -> DocumentReference {
        facets.compactMap { known.lastShown[$0] }.min { $0.capturedAt.earliest < $1.capturedAt.earliest } ?? lastSeen
    }
}
