import ReleaseModel

/// Decides which part of a project's list a snapshot shows.
///
/// GitLab pages by 20 unless asked, by 100 at most (doc/api/rest/_index.md, "Pagination"); any number between may have
/// been asked for. A count that is no multiple of ten or of 25 is taken to fill no page; that is safer than looking at
/// 20 and 100 alone, since 50 and 25 are in use too, and a deletion must never be claimed of a list that was cut off.
struct WindowRule {
    let pages: [SnapshotSource.Page]
    /// How many documents each page holds.
    let counts: [Int]
    /// How many releases all pages together show, each counted once.
    let distinct: Int

    /// Throws ``SnapshotError/Reason/contradictedCompleteness(shown:total:)`` where a list that is said to be complete
    /// cannot be.
    func window(isStatedComplete: Bool) throws(SnapshotError) -> ListWindow {
        if isStatedComplete || pages.contains(where: { $0.sidecar?.isComplete == true }) {
            if let total, total > distinct { throw contradiction(total) }
            if let nextPage, !nextPage.isEmpty { throw contradiction(nil) }
            return ListWindow(startsAtFirstPage: startsAtFirstPage, end: .statedComplete)
        }
        return ListWindow(startsAtFirstPage: startsAtFirstPage, end: end)
    }

    private var end: ListWindow.End {
        if let nextPage, !nextPage.isEmpty { return .cutOff }
        if let total { return total > distinct ? .cutOff : .totalReached }
        if nextPage != nil { return .lastPage }
        guard let last = counts.last else { return .unknown }
        if let pageSize { return last < pageSize ? .pageNotFull : .unknown }
        return last == 0 || !last.isMultiple(of: 10) && !last.isMultiple(of: 25) ? .pageNotFull : .unknown
    }

    private var total: Int? { pages.last?.sidecar?.total }

    private var nextPage: String? { pages.last?.sidecar?.nextPage }

    /// As the sidecar says; of several pages the largest of all but the last, which are full.
    private var pageSize: Int? {
        pages.lazy.compactMap { $0.sidecar?.pageSize }.first ?? (counts.count > 1 ? counts.dropLast().max() : nil)
    }

    private var startsAtFirstPage: Bool {
        let numbers = pages.compactMap(\.number)
        return numbers.isEmpty || numbers.contains(1)
    }

    private func contradiction(_ total: Int?) -> SnapshotError {
        SnapshotError(pages.first?.path ?? "", .contradictedCompleteness(shown: distinct, total: total))
    }
}
