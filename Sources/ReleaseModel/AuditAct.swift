/// What an audit event says was done to a release, read from GitLab's own words.
///
/// GitLab 12.7 to 16.5 wrote "Created Release v1", later versions "Created release v1"; deletions were always written small
/// (ee/app/services/audit_events/release_*.rb; ee/app/services/ee/releases/base_service.rb). A tag has no space in it, so it
/// ends at the first one. What milestones are called can hold anything, also ", " and " (by somebody)".
package enum AuditAct: Sendable, Hashable {
    /// The titles of its milestones as GitLab joined them; nil without any.
    case created(tag: String, titles: String?)
    case updated(tag: String)
    /// All titles after the change, joined, or `[none]`. The words name no tag.
    case milestonesChanged(titles: String)
    case deleted(tag: String)
    case downloaded(Download)
    /// It is about a release or a download, but not in words that this program knows.
    case unreadable

    /// What was downloaded.
    package enum Download: String, Sendable, CaseIterable {
        /// The source code as an archive; GitLab does not say of which tag.
        case sourceArchive = "source-archive"
        /// An asset link of a release.
        case externalResource = "external-resource"
        /// An artifact of a job.
        case jobArtifact = "job-artifact"
    }

    /// The tag that the words name.
    package var tag: String? {
        switch self {
        case .created(let tag, _), .updated(let tag), .deleted(let tag): tag
        case .milestonesChanged, .downloaded, .unreadable: nil
        }
    }
}

extension AuditEvent {
    /// What was done to a release; nil where the event is about something else.
    package var act: AuditAct? {
        let kind = name.flatMap { EventName(rawValue: $0) }
        let said = AuditWords(message)
        if let kind {
            guard let act = said.act, kind.allows(act) else { return .unreadable }
            return act
        }
        if target.type == "Release" { return said.act ?? .unreadable }
        switch said.act {
        case .downloaded(.jobArtifact)? where name != nil: return nil
        case .downloaded(let what)?: return .downloaded(what)
        default: return nil
        }
    }

    /// Who acted in the author's name, as GitLab appends it to the words: ` (by Administrator)`.
    package var impersonator: String? { AuditWords(message).impersonator }

    /// The kinds of GitLab's that are about releases and downloads (ee/config/audit_events/types).
    package enum EventName: String, Sendable, CaseIterable {
        case releaseCreated = "release_created"
        case releaseUpdated = "release_updated"
        case releaseMilestonesUpdated = "release_milestones_updated"
        case releaseDeleted = "release_deleted_audit_event"
        case repositoryDownload = "repository_download_operation"
        case publicRepositoryDownload = "public_repository_download_operation"
        case jobArtifactDownloaded = "job_artifact_downloaded"

        fileprivate func allows(_ act: AuditAct) -> Bool {
            switch (self, act) {
            case (.releaseCreated, .created), (.releaseUpdated, .updated), (.releaseDeleted, .deleted),
                (.releaseMilestonesUpdated, .milestonesChanged), (.repositoryDownload, .downloaded(.sourceArchive)),
                (.publicRepositoryDownload, .downloaded(.sourceArchive)),
                (.repositoryDownload, .downloaded(.externalResource)),
                (.jobArtifactDownloaded, .downloaded(.jobArtifact)):
                true
            default: false
            }
        }
    }
}
