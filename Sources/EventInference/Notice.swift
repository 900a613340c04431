/// Something about the evidence itself that a reader must know to judge the events.
package struct Notice: Sendable, Equatable {
    package let kind: NoticeKind
    /// The snapshot that shows it.
    package let snapshot: DocumentReference
    /// The snapshot before, where the notice is about the step between two.
    package let previous: DocumentReference?
    /// The tags of the releases concerned, oldest release first.
    package let tags: [String]
    /// Field paths, versions or names that the notice is about.
    package let details: [String]

    package init(
        kind: NoticeKind, snapshot: DocumentReference, previous: DocumentReference?, tags: [String], details: [String]
    ) {
        self.kind = kind
        self.snapshot = snapshot
        self.previous = previous
        self.tags = tags
        self.details = details
    }
}

/// The kinds of notices; the raw values are stable ids.
package enum NoticeKind: String, Sendable, CaseIterable {
    /// At least one night without a snapshot lies before this one.
    case gap = "gap"
    /// The list may go on after the last release shown, or is known to.
    case incompleteSnapshot = "incomplete-snapshot"
    /// Releases that were shown before lie outside the part of the list that this snapshot shows.
    case outOfWindow = "out-of-window"
    /// Releases came back into the part of the list that is shown.
    case seenAgain = "seen-again"
    /// Releases came into sight that were made before the earlier snapshot.
    case firstSeen = "first-seen"
    /// Releases reported as deleted are there again, unchanged in the moment they were made.
    case deletionContradicted = "deletion-contradicted"
    /// Fields are shown, or no longer shown, in every document at once: an upgrade or another reader's rights.
    case visibilityChanged = "visibility-changed"
    /// No release shows milestones any more: all were removed, or the reader may no longer see them.
    case milestonesHidden = "milestones-hidden"
    /// A field that this program does not know changed.
    case unknownFieldChanged = "unknown-field-changed"
    /// GitLab names another author, or none any more.
    case authorChanged = "author-changed"
    /// GitLab no longer finds the commit of a release.
    case commitMissing = "commit-missing"
    /// Evidence that was listed is gone.
    case evidenceRemoved = "evidence-removed"
    /// The token that collects could read all audit events, and may not any more; told by the log, not by a snapshot.
    case auditRightLost = "audit-right-lost"
    /// The sidecar names another GitLab version.
    case gitlabVersionChanged = "gitlab-version-changed"
}
