import ReleaseModel

// Between which moments something happened, and whether a moment that GitLab states can be the one.
extension SnapshotStep {
    /// The bounds of what this snapshot shows for the first time.
    ///
    /// A list is made between its first request and its last page: what an earlier one does not show happened after its
    /// request was sent, not after it was dated.
    func bounds(after earlier: DocumentReference?) -> Bounds {
        guard rules.follows3 else { return Bounds(after: earlier?.capturedAt.earliest, by: record.capturedAt.latest) }
        return Bounds(
            after: earlier.map { min($0.capturedAt.earliest, $0.span?.requestedAt ?? $0.capturedAt.earliest) },
            by: max(record.capturedAt.latest, record.span?.answeredAt ?? record.capturedAt.latest))
    }

    /// The bounds of a change of facets that an earlier document last showed.
    ///
    /// GitLab may answer with milestones that are some minutes old, with anything else never: what a list is cached by
    /// changes with each edit of the release itself (GitLab 18.9, lib/api/releases.rb; config/application.rb,
    /// `cache_versioning`).
    func bounds(after earlier: DocumentReference?, of facets: [Release.Facet]) -> Bounds {
        let fresh = bounds(after: earlier)
        guard rules.follows3, facets.contains(.milestones) else { return fresh }
        return Bounds(after: fresh.after?.advanced(bySeconds: -rules.listCacheSeconds), by: fresh.by)
    }

    /// A moment that GitLab states, where it can be true; else the bounds alone.
    func time(stated moment: Instant, within bounds: Bounds) -> EventTime {
        rules.follows3 && !bounds.contains(moment) ? .bounded(bounds) : .stated(moment, within: bounds)
    }

    /// When evidence was collected: as GitLab states it, where it states one moment.
    ///
    /// Rule sets 1 and 2 leave it at the bounds.
    func time(ofCollecting evidence: [Evidence], within bounds: Bounds) -> EventTime {
        guard rules.follows3, let only = evidence.first, evidence.count == 1 else { return .bounded(bounds) }
        return time(stated: only.collectedAt, within: bounds)
    }

    /// The bounds of what cannot have happened after a moment that GitLab states.
    ///
    /// Only a moment inside the bounds says anything.
    func bounds(_ bounds: Bounds, notAfter moment: Instant?) -> Bounds {
        guard rules.follows3, let moment, bounds.contains(moment) else { return bounds }
        return Bounds(after: bounds.after, by: moment)
    }
}
