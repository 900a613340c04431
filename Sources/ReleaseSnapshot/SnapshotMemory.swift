package import ReleaseModel

/// What is remembered of earlier snapshots, so that what did not change is neither split nor decoded again.
package struct SnapshotMemory: Sendable {
    /// The tag, creation and project of a document that was decoded before.
    let identity: @Sendable (Digest) -> DocumentIdentity?
    /// The answer that the newest snapshot of a project holds.
    let newestAnswer: @Sendable (ProjectPath) -> KnownAnswer?

    package init(
        identity: @escaping @Sendable (Digest) -> DocumentIdentity? = { _ in nil },
        newestAnswer: @escaping @Sendable (ProjectPath) -> KnownAnswer? = { _ in nil }
    ) {
        self.identity = identity
        self.newestAnswer = newestAnswer
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
