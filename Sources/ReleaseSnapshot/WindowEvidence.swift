import ReleaseModel

/// What tells whether the pages read are the whole list.
struct WindowEvidence {
    /// What one page says.
    struct Page {
        var sidecar = Sidecar()
        var number: Int?
        /// The number of pages that the file's name states.
        var pageCount: Int?
        /// The number of releases in each array of the file.
        var counts: [Int] = []
    }

    private let pages: [Page]
    /// How many different releases the pages show.
    private let shown: Int
    private let isStatedComplete: Bool
    /// A file with one object may be the answer for one tag; it says nothing about other releases.
    private let isSingleObject: Bool
    /// Where to point when the evidence contradicts itself.
    private let file: String

    init(_ pages: [(file: SnapshotFile, shape: ListShape)], shown: Int, isStatedComplete: Bool) {
        self.init(
            pages.map { page in
                Page(
                    sidecar: page.file.sidecar, number: page.file.pageNumber, pageCount: page.file.place.pageCount,
                    counts: page.shape.counts)
            },
            shown: shown, isStatedComplete: isStatedComplete,
            isSingleObject: pages.allSatisfy { $0.shape.isSingleObject }, file: pages.last?.file.path ?? "")
    }

    init(_ pages: [Page], shown: Int, isStatedComplete: Bool, isSingleObject: Bool = false, file: String = "") {
        self.pages = pages
        self.shown = shown
        self.isStatedComplete = isStatedComplete || pages.contains { $0.sidecar.isComplete }
        self.isSingleObject = isSingleObject
        self.file = file
    }

    /// Weighs the evidence; throws where it contradicts itself.
    func window() throws(SnapshotError) -> ListWindow {
        try checkTotals()
        if isStatedComplete {
            try checkStatement()
            return ListWindow(startsAtFirstPage: true, end: .statedComplete, total: total)
        }
        let end = endByHeaders ?? (isSingleObject ? .unknown : endByCount)
        // Headers come with a list, so a lone object that has them is a list of one.
        return ListWindow(
            startsAtFirstPage: startsAtFirstPage && (!isSingleObject || endByHeaders != nil), end: end, total: total)
    }

    /// Without any number the pages are taken to be the first ones.
    private var startsAtFirstPage: Bool {
        guard let first = pages.first?.number else { return true }
        return first == 1 || pages.contains { $0.number == 1 }
    }

    private var total: Int? { pages.last?.sidecar.total }

    /// Whether the headers of the last page, or its name, say that there is another.
    private var isFollowedByPage: Bool {
        if case .number? = pages.last?.sidecar.nextPage { return true }
        guard let last = pages.last, let number = last.number, let count = last.pageCount else { return false }
        return count > number
    }

    private var endByHeaders: ListWindow.End? {
        if isFollowedByPage { return .cutOff }
        if startsAtFirstPage, let total {
            if total == shown { return .totalReached }
            if total > shown { return pages.last?.sidecar.nextPage == .noMore && hasShifted ? .shifted : .cutOff }
        }
        guard pages.last?.sidecar.nextPage == .noMore else { return nil }
        return hasShifted ? .shifted : .lastPage
    }

    /// A page that is not full is the last one.
    ///
    /// Where the size of a page is not known, any count that is a multiple of 10 or of 25 may be that of a full page: not
    /// only GitLab's 20 and 100 but whatever `per_page` was asked for.
    private var endByCount: ListWindow.End {
        let counts = pages.flatMap { $0.counts }
        guard let last = counts.last else { return .unknown }
        if hasShifted { return .shifted }
        if let size = pages.last?.sidecar.pageSize ?? commonSize(of: counts) {
            return last < size ? .pageNotFull : .unknown
        }
        guard counts.count == 1 else { return .unknown }
        return last == 0 || (last % 10 != 0 && last % 25 != 0) ? (last == 0 ? .pageNotFull : .oddCount) : .unknown
    }

    /// Whether a release stands on two pages: then all moved a place while the pages were read, and another may have
    /// slipped through to a page that was read before.
    private var hasShifted: Bool { pages.flatMap { $0.counts }.reduce(0, +) > shown }

    /// The size of all pages but the last, if they are alike.
    private func commonSize(of counts: [Int]) -> Int? {
        guard counts.count > 1, let size = counts.first, size > 0 else { return nil }
        return counts.dropLast().allSatisfy { $0 == size } ? size : nil
    }

    /// A release deleted while pages are read moves those behind it up a place, and one may slip through unseen.
    private func checkTotals() throws(SnapshotError) {
        let totals = pages.compactMap { $0.sidecar.total }
        for (earlier, later) in zip(totals, totals.dropFirst()) where later < earlier {
            throw SnapshotError(file: file, reason: .pages(.shrunk(from: earlier, to: later)))
        }
    }

    private func checkStatement() throws(SnapshotError) {
        if !startsAtFirstPage, let number = pages.first?.number {
            throw SnapshotError(file: file, reason: .pages(.completeWithoutFirstPage(number: number)))
        }
        let isTooFew = total.map { $0 > shown } ?? false
        if isTooFew || isFollowedByPage {
            throw SnapshotError(
                file: file, reason: .pages(.completeButCutOff(shown: shown, total: isTooFew ? total : nil)))
        }
    }
}
