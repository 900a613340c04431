import ReleaseModel

/// What is known of one incarnation of a release after the snapshots seen so far.
struct KnownRelease: Sendable {
    /// What was last shown of every field; not always what one document says.
    var release: Release
    /// The last document without the release, or the first with it where it was there before it was watched.
    let watchedFrom: DocumentReference?
    /// The digest of the last document seen.
    var document: Digest
    var sight: Sight = .inView
    /// For each facet that the last document does not show: the document that last did.
    var lastShown: [Release.Facet: DocumentReference] = [:]
    /// What no document showed so far, so that it cannot have changed when one first does; rule set 3.
    var neverShown: Set<Release.Facet> = []

    /// Whether the newest snapshot shows the release.
    enum Sight: Sendable {
        case inView
        /// Outside the part of the list that is shown; last seen there.
        case outOfWindow(lastSeen: DocumentReference)
    }

    /// Whether the last document does not show a facet.
    func hides(_ facet: Release.Facet) -> Bool { lastShown[facet] != nil || neverShown.contains(facet) }

    var isInView: Bool {
        if case .inView = sight { true } else { false }
    }
}

/// A milestone in use by some release, as last shown.
struct KnownMilestone: Sendable {
    var milestone: Milestone
    /// The document that last showed it.
    var shownBy: DocumentReference
}

/// A release that was reported as deleted.
struct DeletedRelease: Sendable {
    let known: KnownRelease
    let lastSeen: DocumentReference
}
