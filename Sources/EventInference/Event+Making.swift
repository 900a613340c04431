import ReleaseDiff
import ReleaseModel

extension Event {
    /// An event of one release, found in a step.
    init(
        _ kind: EventKind, of release: Release, in step: SnapshotStep, observation: Observation = .observed,
        author: Attribution = .unknown, action: String, time: EventTime, changes: [FieldChange] = [],
        evidence: EventEvidence, exceptions: [Exception?] = []
    ) {
        id = EventID(
            project: step.record.project, kind: kind, subject: release.tag, createdAt: release.createdAt,
            bounds: time.bounds, changes: changes)
        project = step.record.project
        self.kind = kind
        self.observation = observation
        tag = release.tag
        releases = [release.tag]
        self.author = author
        self.action = action
        target = release.name
        self.time = time
        self.changes = changes
        self.evidence = evidence
        self.exceptions = exceptions.compactMap { $0 }.filter { step.admits($0.rule) }
        self.release = release
    }
}
