import ReleaseModel

extension Event {
    /// An incarnation is gone; the event keeps its last known content.
    static func releaseDeleted(_ known: KnownRelease, in step: SnapshotStep, lastSeen: DocumentReference) -> Event {
        Event(
            .releaseDeleted, of: known.release, in: step, action: "Deleted Release \(known.release.tag)",
            time: .bounded(step.bounds(after: lastSeen)),
            evidence: EventEvidence(before: lastSeen, after: step.reference(to: nil)), exceptions: [Exception.deleted])
    }
}
