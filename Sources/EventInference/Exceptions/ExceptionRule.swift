/// A rule of the catalogue of exceptions: what an auditor will want to look at.
///
/// A rule gives no score and no verdict. The raw values are stable ids and part of the events contract; the order is the
/// one in which the catalogue lists them. Each rule has a file of its own beside this one, which holds its condition. The words (what it finds, why it
/// matters, where to look) are in the target that renders.
package enum ExceptionRule: String, Sendable, CaseIterable {
    case deleted = "deleted"
    case recreated = "recreated"
    case editedAfterRelease = "edited-after-release"
    case milestoneRemovedAfterRelease = "milestone-removed-after-release"
    case backDated = "back-dated"
    case implausibleDate = "implausible-date"
    case createdOutsideBounds = "created-outside-bounds"
    case commitChanged = "commit-changed"
    case linkRepointed = "link-repointed"
    case linkToOtherHost = "link-to-other-host"
    case noEvidence = "no-evidence"
    case evidenceDiffers = "evidence-differs"
    case lookAlikeTags = "look-alike-tags"
    case changeWithoutAuditEvent = "change-without-audit-event"
    case fourEyes = "four-eyes"

    /// Whether the rule is off unless it is asked for: not every project has agreed to what it looks for.
    package var isOnRequest: Bool { self == .fourEyes }

    /// The version of the rule set that first has the rule; older versions do not know it.
    package var since: Int {
        switch self {
        case .deleted, .recreated, .editedAfterRelease, .backDated, .createdOutsideBounds, .commitChanged: 1
        case .milestoneRemovedAfterRelease, .linkRepointed, .linkToOtherHost, .noEvidence, .evidenceDiffers,
            .lookAlikeTags, .changeWithoutAuditEvent, .fourEyes:
            2
        case .implausibleDate: 3
        }
    }
}
