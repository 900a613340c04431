import EventInference
import ReleaseModel

/// How far the clocks may lie apart, and how old a list may be that GitLab answers.
struct Tolerance: Sendable {
    let skewSeconds: Int64
    let cacheSeconds: Int64
    /// Whether what GitLab does decides, where rule set 2 went by its documentation.
    let follows3: Bool

    /// How long after a release's row GitLab may log its creation: both in one request, which GitLab ends after a minute.
    static let creationSeconds: Int64 = 60

    /// Nil where the rules do not hold events against the audit log.
    init?(_ rules: RuleSet) {
        guard let skew = rules.clockSkewSeconds else { return nil }
        skewSeconds = skew
        cacheSeconds = rules.listCacheSeconds
        follows3 = rules.follows3
    }

    /// How old what a list shows may be, of the fields that a kind of event is about.
    ///
    /// GitLab's cache of a release is renewed with its row, which edits, links, evidence, creation and deletion touch. Sets of
    /// milestones do not (config/application.rb, `cache_versioning`; app/models/milestone_release.rb).
    func staleSeconds(_ kind: EventKind) -> Int64 {
        guard follows3 else { return cacheSeconds }
        switch kind {
        case .releaseMilestonesUpdated, .milestoneUpdated: return cacheSeconds
        case .releaseCreated, .releaseUpdated, .releaseLinksUpdated, .releaseEvidenceCollected, .releaseCommitChanged,
            .releaseDeleted, .releaseArtifactsDownloaded:
            return 0
        }
    }

    /// The moments between which GitLab can have logged what lies within bounds; the first is nil where there is none.
    ///
    /// By rule set 3 the bounds themselves start as much earlier as the list may be old.
    func logged(_ kind: EventKind, within bounds: Bounds) -> (from: Instant?, to: Instant) {
        let stale = follows3 ? 0 : staleSeconds(kind)
        return (bounds.after?.advanced(bySeconds: -(stale + skewSeconds)), bounds.by.advanced(bySeconds: skewSeconds))
    }

    /// Whether what lies within bounds can have been logged at a moment.
    func admits(_ moment: Instant, of kind: EventKind, within bounds: Bounds) -> Bool {
        let (from, to) = logged(kind, within: bounds)
        return (from.map { moment > $0 } ?? true) && moment <= to
    }

    /// Whether two moments can be one, where both clocks may be wrong.
    func areNear(_ left: Instant, _ right: Instant) -> Bool {
        left.advanced(bySeconds: -skewSeconds) <= right && right <= left.advanced(bySeconds: skewSeconds)
    }

    /// Whether GitLab can have logged the creation of a row at a moment.
    ///
    /// Both times are of GitLab's own clock, and some forms leave out parts of a second.
    func isCreation(_ moment: Instant, ofRowMade createdAt: Instant) -> Bool {
        guard follows3 else { return areNear(moment, createdAt) }
        return moment >= createdAt.advanced(bySeconds: -1)
            && moment <= createdAt.advanced(bySeconds: Self.creationSeconds)
    }
}
