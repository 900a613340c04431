import ReleaseModel

/// The order in which a snapshot lists its releases, read off the list itself.
///
/// GitLab offers two columns and two directions (doc/api/releases/_index.md); ties have no defined order.
enum ListOrder: CaseIterable {
    case releasedAtDescending
    case createdAtDescending
    case releasedAtAscending
    case createdAtAscending

    /// The orders that fit all of the list; more than one where dates of release and of creation run alike.
    static func fitting(_ releases: [Release]) -> [ListOrder] {
        allCases.filter { order in
            zip(releases, releases.dropFirst()).allSatisfy { !order.isBefore($1, $0) }
        }
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
    private let orders: [ListOrder]
    private let shown: [Release]
    private let kept: [Release]
    private let missing: [Release]

    /// - Parameters:
    ///   - shown: The snapshot's releases in order, as they are now.
    ///   - kept: Those of them that the earlier snapshot showed too.
    ///   - missing: The known releases that were in view and are not shown.
    init(window: ListWindow, shown: [Release], kept: [Release], missing: [Release]) {
        self.window = window
        orders = ListOrder.fitting(shown)
        self.shown = shown
        self.kept = kept
        self.missing = missing
    }

    /// Judges one missing release by where it last stood.
    ///
    /// In a complete list a missing release is gone. In any other it is gone only if releases are shown on both sides
    /// of its place, or on the older side of it in a list that starts at the first page. The latter says nothing of a
    /// release that was out of the window before: the earlier list then started elsewhere. Where the list fits several
    /// orders, it must be so in each of them.
    func absence(of known: KnownRelease) -> Absence {
        if window.end == .shifted { return .outOfWindow }
        if window.isComplete { return mayBeShorterPage ? .outOfWindow : .deleted }
        guard let first = shown.first, let last = shown.last, !orders.isEmpty else { return .outOfWindow }
        let isGone = orders.allSatisfy { order in
            guard !isAnotherPage(order), order.isBefore(known.release, last) else { return false }
            return window.startsAtFirstPage && known.isInView || order.isBefore(first, known.release)
        }
        return isGone ? .deleted : .outOfWindow
    }

    /// Whether the list lost more known releases at its start than it kept: then it is another page of the list.
    private func isAnotherPage(_ order: ListOrder) -> Bool {
        guard let firstKept = kept.first else { return true }
        return missing.count { order.isBefore($0, firstKept) } > kept.count
    }

    /// Whether the list may only have been asked for with a smaller `per_page` than before.
    ///
    /// An odd number of releases makes a full page unlikely, no more. If several releases are gone, all of them from the
    /// old end and none from elsewhere, a shorter page is as good an explanation as a clearing out.
    private var mayBeShorterPage: Bool {
        guard window.end == .oddCount, shown.count >= Self.smallestUsualPage, missing.count >= 2, let last = shown.last
        else { return false }
        return orders.contains { order in missing.allSatisfy { !order.isBefore($0, last) } }
    }

    private static let smallestUsualPage = 5
}

extension Release {
    /// The date that GitLab's default order goes by; before GitLab 12 there was only the moment of creation.
    fileprivate var listedAt: Instant { releasedAt.value ?? createdAt }
}
