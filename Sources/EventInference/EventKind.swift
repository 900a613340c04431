/// What can happen to a release, as far as snapshots or GitLab's audit log show it.
///
/// The raw values are part of the events contract; the order is the one in which reports list kinds.
package enum EventKind: String, Sendable, CaseIterable {
    case releaseCreated = "release_created"
    case releaseUpdated = "release_updated"
    case releaseMilestonesUpdated = "release_milestones_updated"
    case releaseLinksUpdated = "release_links_updated"
    case releaseEvidenceCollected = "release_evidence_collected"
    case releaseCommitChanged = "release_commit_changed"
    case releaseDeleted = "release_deleted"
    case milestoneUpdated = "milestone_updated"
    /// Of the project itself; since rule set 3.
    case projectRenamed = "project_renamed"
    /// From the audit log only.
    case releaseArtifactsDownloaded = "release_artifacts_downloaded"
}

extension EventKind {
    /// Whether GitLab logs an audit event when it happens; links, evidence, commits and milestones leave none.
    package var isLoggedByGitLab: Bool {
        switch self {
        case .releaseCreated, .releaseUpdated, .releaseMilestonesUpdated, .releaseDeleted, .releaseArtifactsDownloaded:
            true
        case .releaseLinksUpdated, .releaseEvidenceCollected, .releaseCommitChanged, .milestoneUpdated, .projectRenamed:
            false
        }
    }
}

extension EventKind {
    /// The version of the rules that first tells it.
    package var since: Int {
        switch self {
        case .releaseCreated, .releaseUpdated, .releaseMilestonesUpdated, .releaseLinksUpdated,
            .releaseEvidenceCollected,
            .releaseCommitChanged, .releaseDeleted, .milestoneUpdated, .releaseArtifactsDownloaded:
            1
        case .projectRenamed: 3
        }
    }
}
