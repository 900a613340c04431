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
    /// What is known of the list as a whole.
    struct Circumstances {
        let window: ListWindow
        /// Whether the list is a project's part of a group's list.
        let isOfGroup: Bool
        /// How many releases the earlier snapshot showed.
        let earlierCount: Int
        let rules: RuleSet
    }

    private let list: Circumstances
    private let orders: [ListOrder]
    private let shown: [Release]
    private let kept: [Release]
    private let missing: [KnownRelease]
    /// The missing ones that the earlier snapshot showed.
    private let missingFromView: [Release]
    /// Whether an odd number of releases may be that of a full page.
    private var mayBePageOfOtherSize = false
    /// Whether the list fits an order of which it shows another page than before.
    private var showsAnotherPage = false
    private var mayBeShorterPage = false

    /// - Parameters:
    ///   - shown: The snapshot's releases in order, as they are now.
    ///   - kept: Those of them that the earlier snapshot showed too.
    ///   - missing: The known releases that are not shown, in view before or not.
    init(_ list: Circumstances, shown: [Release], kept: [Release], missing: [KnownRelease]) {
        self.list = list
        orders = ListOrder.fitting(shown)
        self.shown = shown
        self.kept = kept
        self.missing = missing
        missingFromView = missing.filter(\.isInView).map(\.release)
        // Several are gone from the old end; or as many are shown as before, so that new ones may have pushed out old ones.
        // A page of a group's list has no size that a project shows.
        mayBePageOfOtherSize =
            list.isOfGroup || shown.count == list.earlierCount
            || shown.count >= Self.smallestUsualPage && missing.count { isAtOldEnd($0.release) } >= 2
        // Once for all that is missing, not once for each.
        showsAnotherPage = orders.contains { isAnotherPage($0) }
        mayBeShorterPage = fitsShorterPage
    }

    /// Judges one missing release by where it last stood.
    ///
    /// In a complete list a missing release is gone. In any other it is gone only if releases are shown on both sides
    /// of its place, or on the older side of it in a list that starts at the first page. The latter says nothing of a
    /// release that was out of the window before: the earlier list then started elsewhere. Where the list fits several
    /// orders, it must be so in each of them.
    func absence(of known: KnownRelease) -> Absence {
        let window = list.window
        if window.end == .shifted { return .outOfWindow }
        if list.rules.doubtsBareCounts {
            if list.isOfGroup && shown.isEmpty || isUncounted && mayBeFiltered(known) { return .outOfWindow }
            if window.isComplete {
                return isUncounted && isAtOldEnd(known.release) && mayBePageOfOtherSize ? .outOfWindow : .deleted
            }
        } else if window.isComplete {
            return mayBeShorterPage ? .outOfWindow : .deleted
        }
        guard let first = shown.first, let last = shown.last, !orders.isEmpty, !showsAnotherPage
        else { return .outOfWindow }
        let isGone = orders.allSatisfy { order in
            guard order.isBefore(known.release, last) else { return false }
            return window.startsAtFirstPage && known.isInView || order.isBefore(first, known.release)
        }
        return isGone ? .deleted : .outOfWindow
    }

    /// Whether nobody says how many releases there are.
    private var isUncounted: Bool {
        list.window.isComplete ? list.window.restsOnCount(shown.count) : list.window.total == nil
    }

    /// Whether the list may have been asked for with a filter, as `updated_after` is.
    ///
    /// More is gone in one night than was kept. What was doubted before stays in doubt until the list has grown, and shows
    /// more than it lacks.
    private func mayBeFiltered(_ known: KnownRelease) -> Bool {
        guard known.isInView else { return shown.count <= list.earlierCount || missing.count > shown.count }
        return missing.count >= 3 && missingFromView.count > kept.count
    }

    private func isAtOldEnd(_ release: Release) -> Bool {
        guard let last = shown.last, !orders.isEmpty else { return true }
        return orders.contains { !$0.isBefore(release, last) }
    }

    /// Whether the list lost more known releases at its start than it kept: then it is another page of the list.
    private func isAnotherPage(_ order: ListOrder) -> Bool {
        guard let firstKept = kept.first else { return true }
        return missingFromView.count { order.isBefore($0, firstKept) } > kept.count
    }

    /// Whether the list may only have been asked for with a smaller `per_page` than before, by the first version of the rules.
    ///
    /// An odd number of releases makes a full page unlikely, no more. If several releases are gone, all of them from the
    /// old end and none from elsewhere, a shorter page is as good an explanation as a clearing out.
    private var fitsShorterPage: Bool {
        let missing = missingFromView
        guard list.window.end == .oddCount, shown.count >= Self.smallestUsualPage, missing.count >= 2,
            let last = shown.last
        else { return false }
        return orders.contains { order in missing.allSatisfy { !order.isBefore($0, last) } }
    }

    private static let smallestUsualPage = 5
}

extension ListWindow {
    /// Whether nothing but the number of releases speaks for the list being whole.
    func restsOnCount(_ count: Int) -> Bool {
        end == .oddCount || end == .pageNotFull && count == 0 && total == nil
    }
}

extension Release {
    /// The date that GitLab's default order goes by; before GitLab 12 there was only the moment of creation.
    fileprivate var listedAt: Instant { releasedAt.value ?? createdAt }
}
