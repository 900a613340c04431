import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("Which part of the list is shown is told by what GitLab says, and never guessed")
struct WindowEvidenceTests {
    /// One row: what the pages say, and what follows.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let pages: [WindowEvidence.Page]
        let shown: Int
        let startsAtFirstPage: Bool
        let end: ListWindow.End

        init(
            _ name: String, _ pages: WindowEvidence.Page..., shown: Int, first: Bool = true, _ end: ListWindow.End
        ) {
            (testDescription, self.pages, self.shown) = (name, pages, shown)
            (startsAtFirstPage, self.end) = (first, end)
        }
    }

    private static func page(
        _ counts: Int..., number: Int? = nil, of pageCount: Int? = nil, size: Int? = nil, total: Int? = nil,
        next: Sidecar.NextPage? = nil
    ) -> WindowEvidence.Page {
        var sidecar = Sidecar()
        (sidecar.pageSize, sidecar.total, sidecar.nextPage) = (size, total, next)
        return WindowEvidence.Page(sidecar: sidecar, number: number, pageCount: pageCount, counts: counts)
    }

    static let rows: [Row] = [
        Row("total reached", page(3, total: 3), shown: 3, .totalReached),
        Row("a full page, total reached", page(20, size: 20, total: 20), shown: 20, .totalReached),
        Row("total not reached", page(20, total: 21), shown: 20, .cutOff),
        Row("total not reached, page not full", page(3, size: 20, total: 5), shown: 3, .cutOff),
        Row("total below what is shown, next page empty", page(4, total: 3, next: .noMore), shown: 4, .lastPage),
        Row("another page follows", page(20, next: .number(2)), shown: 20, .cutOff),
        Row("another page follows although total reached", page(20, total: 20, next: .number(2)), shown: 20, .cutOff),
        Row("no page follows", page(20, next: .noMore), shown: 20, .lastPage),
        Row("total not reached although no page follows", page(20, total: 25, next: .noMore), shown: 20, .cutOff),
        Row("the name says there are more", page(20, number: 1, of: 2), shown: 20, .cutOff),
        Row("page not full", page(19, size: 20), shown: 19, .pageNotFull),
        Row("page full", page(20, size: 20), shown: 20, .unknown),
        Row("more than a page", page(21, size: 20), shown: 21, .unknown),
        Row("the odd count of a page of 100", page(99, size: 100), shown: 99, .pageNotFull),
        Row("nothing", page(0), shown: 0, .pageNotFull),
        Row("one", page(1), shown: 1, .oddCount),
        Row("an odd count", page(23), shown: 23, .oddCount),
        Row("10, perhaps a page", page(10), shown: 10, .unknown),
        Row("20, GitLab's page", page(20), shown: 20, .unknown),
        Row("25, perhaps a page", page(25), shown: 25, .unknown),
        Row("75, perhaps a page", page(75), shown: 75, .unknown),
        Row("100, GitLab's largest page", page(100), shown: 100, .unknown),
        Row("two pages, the last shorter", page(20), page(7), shown: 27, .pageNotFull),
        Row("two pages, the last shorter, one release on both", page(20), page(7), shown: 26, .shifted),
        Row("two full pages", page(20), page(20), shown: 40, .unknown),
        Row("two full pages of an odd size", page(7), page(7), shown: 14, .unknown),
        Row("full pages and an empty one", page(20), page(20), page(0), shown: 40, .pageNotFull),
        Row("pages of different sizes", page(20), page(15), page(3), shown: 38, .unknown),
        Row("arrays in one file", page(20, 20, 3), shown: 43, .pageNotFull),
        Row("full arrays in one file", page(20, 20), shown: 40, .unknown),
        Row("a later page alone", page(7, number: 3), shown: 7, first: false, .oddCount),
        Row("a later page alone, with total", page(7, number: 3, total: 47), shown: 7, first: false, .oddCount),
        Row("a later page, no more", page(20, number: 3, next: .noMore), shown: 20, first: false, .lastPage),
        Row(
            "only the last page's headers count", page(20, next: .number(2)), page(20, next: .noMore), shown: 40,
            .lastPage),
        Row("a total that grew", page(20, total: 40), page(20, total: 41), shown: 39, .cutOff),
    ]

    @Test(arguments: rows)
    func followsTheRules(row: Row) throws {
        let window = try WindowEvidence(row.pages, shown: row.shown, isStatedComplete: false).window()
        #expect(window.startsAtFirstPage == row.startsAtFirstPage && window.end == row.end)
    }

    @Test func aStatementCompletesWhatIsNotKnown() throws {
        let window = try WindowEvidence([Self.page(20)], shown: 20, isStatedComplete: true).window()
        #expect(window == ListWindow(startsAtFirstPage: true, end: .statedComplete))
        var sidecar = Sidecar()
        sidecar.isComplete = true
        let page = WindowEvidence.Page(sidecar: sidecar, counts: [20])
        #expect(try WindowEvidence([page], shown: 20, isStatedComplete: false).window().end == .statedComplete)
    }

    @Test(
        arguments: [
            ([page(20, total: 21)], .completeButCutOff(shown: 20, total: 21)),
            ([page(20, next: .number(2))], .completeButCutOff(shown: 20, total: nil)),
            ([page(20, number: 1, of: 2)], .completeButCutOff(shown: 20, total: nil)),
            ([page(20, number: 2)], .completeWithoutFirstPage(number: 2)),
        ] as [([WindowEvidence.Page], SnapshotError.PageFault)])
    func aStatementAgainstTheEvidenceIsRefused(pages: [WindowEvidence.Page], fault: SnapshotError.PageFault) {
        let error = #expect(throws: SnapshotError.self) {
            _ = try WindowEvidence(pages, shown: 20, isStatedComplete: true, file: "f.json").window()
        }
        #expect(error == SnapshotError(file: "f.json", reason: .pages(fault)))
    }

    @Test func aTotalThatFellIsRefused() {
        let pages = [Self.page(20, total: 41), Self.page(20, total: 40)]
        let error = #expect(throws: SnapshotError.self) {
            _ = try WindowEvidence(pages, shown: 40, isStatedComplete: false).window()
        }
        #expect(error?.reason == .pages(.shrunk(from: 41, to: 40)))
    }

    /// It may be GitLab's answer for one tag; taken for a list, all other releases would count as deleted.
    @Test func aLoneObjectSaysNothingOfOtherReleases() throws {
        func window(_ page: WindowEvidence.Page, stated: Bool = false) throws -> ListWindow {
            try WindowEvidence([page], shown: 1, isStatedComplete: stated, isSingleObject: true).window()
        }
        #expect(try window(Self.page(1)) == ListWindow(startsAtFirstPage: false, end: .unknown))
        #expect(try window(Self.page(1, total: 1)) == ListWindow(startsAtFirstPage: true, end: .totalReached, total: 1))
        #expect(try window(Self.page(1), stated: true) == ListWindow(startsAtFirstPage: true, end: .statedComplete))
    }
}
