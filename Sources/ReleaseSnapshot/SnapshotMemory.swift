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
    /// The project as GitLab spells it, and what was told of it besides its path.
    package let project: ProjectPath
    package let identity: ProjectIdentity
    package let digest: Digest
    /// What its files hold beside documents.
    package let pages: [PageOutline]
    package let releaseCount: Int

    package init(
        project: ProjectPath, identity: ProjectIdentity, digest: Digest, pages: [PageOutline], releaseCount: Int
    ) {
        self.project = project
        self.identity = identity
        self.digest = digest
        self.pages = pages
        self.releaseCount = releaseCount
    }
}

extension KnownAnswer {
    /// What is to be known of a snapshot that was just split.
    package init(of record: SnapshotRecord, in layout: AnswerLayout) {
        self.init(
            project: record.project, identity: record.identity, digest: record.digest,
            pages: layout.pages.map(\.outline), releaseCount: record.releaseCount)
    }
}
