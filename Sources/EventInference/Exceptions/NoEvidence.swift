import ReleaseModel

// A release made while it was watched for which GitLab collected no evidence.
extension SnapshotStep {
    /// Notes from when on a new release must show evidence.
    ///
    /// GitLab collects it right after creation; for a release dated ahead, an hourly worker takes those whose date lies
    /// within an hour of now; for one whose date lies before its creation, none ever (app/workers/releases/manage_evidence_worker.rb,
    /// app/models/release.rb, `historical_release?`).
    mutating func expectEvidence(of release: Release) {
        guard release.evidences.value?.isEmpty ?? true else { return }
        let releasedAt = release.releasedAt.value ?? release.createdAt
        guard releasedAt.seconds >= release.createdAt.seconds else { return }
        next.evidenceDue[release.tag] = max(release.createdAt, releasedAt)
            .advanced(bySeconds: rules.evidenceDueSeconds)
    }

    /// Finds releases whose evidence is overdue, each once.
    ///
    /// A reader who may not see evidence settles nothing.
    mutating func judgeEvidence() {
        for tag in next.evidenceDue.texts {
            guard let due = next.evidenceDue[tag], let known = next.releases[tag],
                known.release.evidences.value?.isEmpty ?? true
            else {
                next.evidenceDue[tag] = nil
                continue
            }
            guard known.isInView, known.lastShown[.evidences] == nil, known.release.evidences.value != nil,
                record.capturedAt.earliest > due
            else { continue }
            next.evidenceDue[tag] = nil
            note(Exception(.noEvidence, .due(due)), at: known.release, document: known.document)
        }
    }
}
