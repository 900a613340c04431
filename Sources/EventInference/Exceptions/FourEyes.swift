import ReleaseModel

extension Exception {
    /// A release was edited by the account that made it.
    ///
    /// Who edits is known from GitLab's audit log alone, so that nothing is found where no audit event names the editor. Somebody
    /// who acted under the author's name is another pair of eyes. Fired by the target that holds events against the audit log,
    /// and only where four eyes are asked for.
    package static func fourEyes(_ event: Event) -> Exception? {
        guard event.isEdit, event.author.basis == .auditLog, event.author.impersonator == nil,
            let editor = event.author.id, editor == event.release?.author.value?.id
        else { return nil }
        return Exception(.fourEyes)
    }
}

extension Event {
    /// Whether somebody changed what a release says of itself, in a way that GitLab logs.
    package var isEdit: Bool {
        switch kind {
        case .releaseUpdated, .releaseMilestonesUpdated: true
        case .releaseCreated, .releaseDeleted, .releaseLinksUpdated, .releaseEvidenceCollected, .releaseCommitChanged,
            .milestoneUpdated, .projectRenamed, .releaseArtifactsDownloaded:
            false
        }
    }
}
