import HTTPTransport
import ReleaseModel
import ReleaseSnapshot

/// All pages of a list, read one after the other.
struct ListReading: Sendable {
    struct Page: Sendable {
        let answer: GitLabAnswer
        /// Of which moment it tells.
        let moment: Instant
        let documents: [ReadDocument]
        /// `X-Total`; GitLab leaves it out above 10,000 releases.
        let total: Int?
    }

    let pages: [Page]
    /// When the first page was answered.
    let startedAt: Instant
    /// Not before this moment was the list as it is shown: when its first page was asked for, or kept by a cache.
    let requestedAt: Instant
    /// Not after this moment was it so: when its last page was answered.
    let answeredAt: Instant

    init(pages: [Page]) throws(GitLabFault) {
        guard let first = pages.first, let last = pages.map(\.moment).max(),
            let earliest = pages.map(\.moment).min()
        else { throw .noDate }
        self.pages = pages
        startedAt = first.moment
        requestedAt = min(first.answer.requestedAt, earliest)
        answeredAt = last
    }

    var documents: [ReadDocument] { pages.flatMap(\.documents) }

    /// A sign that releases moved from page to page while they were read.
    var unsettled: GitLabFault.Unsettled? {
        var seen: Set<ReleaseSlot> = []
        for document in documents where !seen.insert(ReleaseSlot(document)).inserted {
            return .releaseTwice(tag: document.identity.tag)
        }
        let totals = pages.compactMap(\.total)
        if let first = totals.first, let other = totals.first(where: { $0 != first }) { return .totals(first, other) }
        if let total = totals.first, total != seen.count { return .count(shown: seen.count, total: total) }
        return nil
    }

    /// Whether this reading shows what another showed: the same releases, each saying the same.
    ///
    /// What GitLab counts up by itself (issues of a milestone) is no difference; see ``Release``.
    func agrees(with other: ListReading) -> Bool {
        let (mine, theirs) = (documents, other.documents)
        guard mine.count == theirs.count else { return false }
        let earlier = Dictionary(theirs.map { (ReleaseSlot($0), $0) }, uniquingKeysWith: { first, _ in first })
        return mine.allSatisfy { document in
            guard let before = earlier[ReleaseSlot(document)] else { return false }
            if document.digest == before.digest { return true }
            guard let (now, then) = try? (Release(decoding: document.bytes), Release(decoding: before.bytes)) else {
                return false
            }
            return now == then
        }
    }
}

/// What names a release in a list: its tag, and in a group's list its project.
private struct ReleaseSlot: Hashable {
    let project: ProjectPath?
    let tag: [UInt8]

    init(_ document: ReadDocument) {
        project = document.identity.project
        // By bytes: two tags that only look the same are two releases.
        tag = Array(document.identity.tag.utf8)
    }
}
