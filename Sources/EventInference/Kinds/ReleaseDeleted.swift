import ReleaseModel

extension Event {
    /// An incarnation is gone; the event keeps its last known content.
    ///
    /// A release made under the tag since then was made after the deletion: a tag has one release at a time.
    static func releaseDeleted(
        _ known: KnownRelease, in step: SnapshotStep, lastSeen: DocumentReference, successor: Release?
    ) -> Event {
        Event(
            .releaseDeleted, of: known.release, in: step, action: "Deleted Release \(known.release.tag)",
            time: .bounded(step.bounds(step.bounds(after: lastSeen), notAfter: successor?.createdAt)),
            evidence: EventEvidence(before: lastSeen, after: step.reference(to: nil)), exceptions: [Exception.deleted])
    }
}
