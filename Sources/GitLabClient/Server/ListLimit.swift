/// Where the reading of a list ends, whatever the server says.
package enum ListLimit: Sendable, Equatable {
    case pages(Int)
    case bytes(Int)
    case seconds(Int)

    /// What was read when the limit was met.
    var words: String {
        switch self {
        case .pages(let number): "\(number) pages"
        case .bytes(let number): "\(number >> 20) MiB"
        case .seconds(let number): "\(number) s"
        }
    }
}

/// Counts the pages of one list; the largest project known has some thousand releases, which are some ten pages.
struct ListBudget {
    private static let mostPages = 1_000
    private static let mostBytes = 512 << 20
    private static let mostSeconds = 3_600

    private let startedAt: Double
    private var pages = 0
    private var bytes = 0

    init(at uptime: Double) {
        startedAt = uptime
    }

    /// Throws where a list that goes on has met a limit.
    mutating func spend(_ answer: GitLabAnswer, at uptime: Double, goesOn: Bool) throws(GitLabFault) {
        pages += 1
        bytes += answer.body.count
        guard bytes <= Self.mostBytes else { throw .endless(.bytes(Self.mostBytes)) }
        guard goesOn else { return }
        guard pages < Self.mostPages else { throw .endless(.pages(Self.mostPages)) }
        guard uptime - startedAt < Double(Self.mostSeconds) else { throw .endless(.seconds(Self.mostSeconds)) }
    }

    /// Throws where GitLab counts more than all pages can hold; there is no need to read them first.
    func mustHold(_ total: Int?) throws(GitLabFault) {
        guard let total, total > Self.mostPages * CollectedSubject.pageSize else { return }
        throw .endless(.pages(Self.mostPages))
    }
}
