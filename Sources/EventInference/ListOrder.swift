import ReleaseModel

/// The order in which a snapshot lists its releases, read off the list itself.
///
/// GitLab offers two columns and two directions (doc/api/releases/_index.md); ties have no defined order.
enum ListOrder: CaseIterable {
    case releasedAtDescending
    case createdAtDescending
    case releasedAtAscending
    case createdAtAscending

    /// The order that fits all of the list, GitLab's default first; nil where none does.
    init?(of releases: [Release]) {
        let fitting = Self.allCases.first { order in
            zip(releases, releases.dropFirst()).allSatisfy { !order.isBefore($1, $0) }
        }
        guard let fitting else { return nil }
        self = fitting
    }

    /// Whether the first release stands certainly before the second.
    func isBefore(_ left: Release, _ right: Release) -> Bool {
        switch self {
        case .releasedAtDescending: left.listedAt > right.listedAt
        case .createdAtDescending: left.createdAt > right.createdAt
        case .releasedAtAscending: left.listedAt < right.listedAt
        case .createdAtAscending: left.createdAt < right.createdAt
        }
    }
}

/// What it means that a known release is not in a snapshot.
enum Absence {
    case deleted
    /// It may well exist outside the part of the list that the snapshot shows.
    case outOfWindow
}

/// The part of the list that a snapshot shows, for judging what is missing from it.
struct VisiblePart {
    private let window: ListWindow
    private let order: ListOrder?
    private let first: Release?
    private let last: Release?
    /// Whether the list lost more known releases at its start than it kept: then it is another page of the list.
    private let isAnotherPage: Bool

    /// - Parameters:
    ///   - shown: The snapshot's releases in order, as they are now.
    ///   - kept: Those of them that the earlier snapshot showed too.
    ///   - missing: The known releases that are not shown.
    init(window: ListWindow, shown: [Release], kept: [Release], missing: [Release]) {
        self.window = window
        order = ListOrder(of: shown)
        first = shown.first
        last = shown.last
        if let order, let firstKept = kept.first {
            isAnotherPage = missing.count { order.isBefore($0, firstKept) } > kept.count
        } else {
            isAnotherPage = true
        }
    }

    /// Judges one missing release by where it last stood.
    ///
    /// In a complete list a missing release is gone. In any other it is gone only if releases are shown on both sides
    /// of its place, or on the older side of it in a list that starts at the first page. The latter says nothing of a
    /// release that was out of the window before: the earlier list then started elsewhere.
    func absence(of known: KnownRelease) -> Absence {
        if window.isComplete { return .deleted }
        guard let order, let first, let last, !isAnotherPage, order.isBefore(known.release, last) else {
            return .outOfWindow
        }
        let startsBefore = window.startsAtFirstPage && known.isInView || order.isBefore(first, known.release)
        return startsBefore ? .deleted : .outOfWindow
    }
}

extension Release {
    /// The date that GitLab's default order goes by; before GitLab 12 there was only the moment of creation.
    fileprivate var listedAt: Instant { releasedAt.value ?? createdAt }
}
