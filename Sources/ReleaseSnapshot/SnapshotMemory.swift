package import ReleaseModel

/// What is remembered of earlier snapshots, so that what did not change is neither split nor decoded again.
package struct SnapshotMemory: Sendable {
    /// The tag, creation and project of a document that was decoded before.
    let identity: @Sendable (Digest) -> DocumentIdentity?
    /// The answer that the newest snapshot of a project holds.
    let newestAnswer: @Sendable (ProjectPath) -> KnownAnswer?
    /// The files of some earlier snapshot of a project, in the order of the answer; none where they are not at hand.
    let knownPages: @Sendable (ProjectPath) -> [KnownPage?]

    package init(
        identity: @escaping @Sendable (Digest) -> DocumentIdentity? = { _ in nil },
        newestAnswer: @escaping @Sendable (ProjectPath) -> KnownAnswer? = { _ in nil },
        knownPages: @escaping @Sendable (ProjectPath) -> [KnownPage?] = { _ in [] }
    ) {
        self.identity = identity
        self.newestAnswer = newestAnswer
        self.knownPages = knownPages
    }

    /// The same, but every snapshot is split, whether or not it looks unchanged.
    package var splittingAlways: SnapshotMemory {
        SnapshotMemory(identity: identity, knownPages: knownPages)
    }
}

/// An answer that was read, split and found right before.
package struct KnownAnswer: Sendable {
    package let digest: Digest
    /// What its files hold beside documents.
    package let pages: [PageOutline]
    package let releaseCount: Int

    package init(digest: Digest, pages: [PageOutline], releaseCount: Int) {
        self.digest = digest
        self.pages = pages
        self.releaseCount = releaseCount
    }
}
