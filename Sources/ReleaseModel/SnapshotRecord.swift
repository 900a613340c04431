/// What is known about one snapshot, without the bytes of its documents.
package struct SnapshotRecord: Sendable, Equatable {
    package let project: ProjectPath
    package let capturedAt: CaptureTime
    /// Names the snapshot: of one page the digest of its bytes, of several the digest of their digests' lines.
    package let digest: Digest
    package let pages: [SnapshotPage]
    package let window: ListWindow
    /// The GitLab version that the sidecar names.
    package let gitlabVersion: String?
    /// The group whose endpoint gave the answer, of which this project's releases are a part; nil otherwise.
    package let group: String?
    /// How many different releases of the project the answer shows.
    package let releaseCount: Int
    /// How the answer was asked for, as far as the sidecar states it.
    package let request: SnapshotRequest?
    /// Between which moments the answer was made, as far as the sidecars state it.
    package var span: AnswerSpan?

    package init(
        project: ProjectPath, capturedAt: CaptureTime, digest: Digest, pages: [SnapshotPage], window: ListWindow,
        gitlabVersion: String?, group: String? = nil, releaseCount: Int, request: SnapshotRequest? = nil
    ) {
        self.project = project
        self.capturedAt = capturedAt
        self.digest = digest
        self.pages = pages
        self.window = window
        self.gitlabVersion = gitlabVersion
        self.group = group
        self.releaseCount = releaseCount
        self.request = request
    }
}

/// Between which moments of the server's clock an answer was made.
package struct AnswerSpan: Sendable, Equatable {
    /// When the first request was sent; what happened before it is in the answer.
    package let requestedAt: Instant
    /// When the last page was answered; what happened after it is not in the answer.
    package let answeredAt: Instant

    /// Nil where the one would be before the other.
    package init?(requestedAt: Instant, answeredAt: Instant) {
        guard requestedAt <= answeredAt else { return nil }
        self.requestedAt = requestedAt
        self.answeredAt = answeredAt
    }

    /// Whether a snapshot can be dated so: not before its request, nor after its last page.
    package func holds(_ capturedAt: CaptureTime) -> Bool {
        requestedAt <= capturedAt.latest && capturedAt.earliest <= answeredAt
    }
}

/// How an answer was asked for, as its sidecar states it.
package struct SnapshotRequest: Sendable, Equatable {
    /// The address without the number of the page, and without anything that could be a secret.
    package let address: String
    /// Who asked: the account and the name of its token, never the token.
    package let username: String?
    package let tokenName: String?

    package init(address: String, username: String?, tokenName: String?) {
        self.address = address
        self.username = username
        self.tokenName = tokenName
    }
}

/// One file that was read for a snapshot.
package struct SnapshotPage: Sendable, Equatable {
    /// The file's own name, without folders, so that a report does not depend on where it lay.
    package let name: PlainFileName
    /// SHA-256 of the bytes.
    package let digest: Digest
    package let byteCount: Int

    package init(name: PlainFileName, digest: Digest, byteCount: Int) {
        self.name = name
        self.digest = digest
        self.byteCount = byteCount
    }
}

/// Which part of the project's list of releases a snapshot shows.
///
/// GitLab answers 20 releases a page unless asked for more. A list that was cut off looks as if the older
/// releases had been deleted; what a missing release means depends on what is known about both ends.
package struct ListWindow: Sendable, Equatable {
    /// How it is known whether the list goes on after the last release shown.
    package enum End: String, Sendable, CaseIterable {
        /// The operator said that the list is complete.
        case statedComplete = "stated"
        /// GitLab's `X-Total` equals the number of releases shown.
        case totalReached = "x-total"
        /// GitLab's `X-Next-Page` was empty.
        case lastPage = "x-next-page"
        /// The last page is shorter than a page that is known to be full.
        case pageNotFull = "short-page"
        /// The number of releases fills no page of a usual size; likely, but no proof.
        case oddCount = "count"
        /// Nothing tells: the number of releases may be that of a full page.
        case unknown = "unknown"
        /// GitLab's headers say that there is more.
        case cutOff = "cut-off"
        /// Releases changed their places while the pages were read; one may have slipped between two pages.
        case shifted = "shifted"
    }

    /// Whether the first page is among those read; a later page alone says nothing about newer releases.
    package let startsAtFirstPage: Bool
    package let end: End
    /// How many releases there are in all, as GitLab's `X-Total` says.
    package let total: Int?

    package init(startsAtFirstPage: Bool, end: End, total: Int? = nil) {
        self.startsAtFirstPage = startsAtFirstPage
        self.end = end
        self.total = total
    }

    /// Whether the snapshot shows all releases of the project that its reader may see.
    package var isComplete: Bool {
        switch end {
        case .statedComplete, .totalReached, .lastPage, .pageNotFull, .oddCount: startsAtFirstPage
        case .unknown, .cutOff, .shifted: false
        }
    }
}
