package import ReleaseModel

/// A project as its makers know it: nothing of how GitLab answers is in here.
package struct Project: Sendable {
    package struct Release: Equatable, Sendable {
        /// The number of the row in GitLab's database, which audit events name.
        package let number: Int64
        package let tag: String
        package let createdAt: Instant
        package var name: String
        package var notes: String?
        package var releasedAt: Instant
        package var milestones: Set<Int64> = []
        /// By id.
        package var links: [Int64: Link] = [:]
        package var commit: String
        /// Besides the one that GitLab collects by itself.
        package var evidence: [Instant] = []

        /// The same row in GitLab's database.
        package func isSame(as other: Self) -> Bool { tag == other.tag && createdAt == other.createdAt }
    }

    package struct Link: Hashable, Sendable {
        package var name: String
        package var url: String
        package var type = "other"
        /// What follows `/downloads/` in the permanent address.
        package var path: String?
    }

    package struct Milestone: Equatable, Sendable {
        package var title: String
        package var state = "active"
        package var dueDate: String?
        package var updatedAt: Instant
    }

    /// Its path on the server: moves change it.
    package var path = "harbour/ferry"
    package var releases: [Release] = []
    package var milestones: [Int64: Milestone] = [:]
    private var lastNumber: Int64 = 0

    package init() {}

    /// The next number of GitLab's database, in all its tables; a restored backup starts again from an older one.
    package mutating func number() -> Int64 {
        lastNumber += 1
        return lastNumber
    }

    /// The titles of a release's milestones in GitLab's order.
    package func titles(of release: Release) -> [String] {
        release.milestones.compactMap { milestones[$0] }
            .map { ($0.dueDate ?? "~", $0.title) }.sorted { $0 < $1 }.map(\.1)
    }
}
