import ReleaseModel

// Between which moments something happened, and whether a moment that GitLab states can be the one.
extension SnapshotStep {
    /// The bounds of what this snapshot shows for the first time.
    func bounds(after earlier: DocumentReference?) -> Bounds {
        Bounds(after: earlier?.capturedAt.earliest, by: record.capturedAt.latest)
    }

    /// The bounds of a change of facets that an earlier document last showed.
    ///
    /// GitLab may answer with milestones that are some minutes old, with anything else never: what a list is cached by
    /// changes with each edit of the release itself (GitLab 18.9, lib/api/releases.rb; config/application.rb,
    /// `cache_versioning`).
    func bounds(after earlier: DocumentReference?, of facets: [Release.Facet]) -> Bounds {
        guard rules.follows3, facets.contains(.milestones) else { return bounds(after: earlier) }
        return Bounds(
            after: earlier?.capturedAt.earliest.advanced(bySeconds: -rules.listCacheSeconds),
            by: record.capturedAt.latest)
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
