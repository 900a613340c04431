import Foundation
import ReleaseModel
import Testing

@Suite("What a layout may put together")
struct PageOutlineTests {
    private let outline = PageOutline(gaps: [
        .init(bytes: Array("[".utf8), count: 1), .init(bytes: Array(",".utf8), count: 2),
        .init(bytes: Array("]".utf8), count: 1),
    ])
    private let document: (Int) -> Data = { Data("{\($0)}".utf8) }

    @Test func theFileComesBackWithinItsSize() {
        #expect(outline.bytes(limit: 13, document: document) == Data("[{0},{1},{2}]".utf8))
        #expect(outline.bytes(limit: 12, document: document) == nil)
        let found = outline.digest(document: document)
        #expect(found?.digest == Digest(of: Data("[{0},{1},{2}]".utf8)))
        #expect(found?.byteCount == 13)
    }

    /// A few bytes that name a large document without end.
    @Test func aShortLayoutOfALargeFileIsGivenUp() {
        let endless = PageOutline(gaps: [.init(bytes: [], count: .max)])
        var asked = 0
        let large = Data(count: 1 << 20)
        let file = endless.bytes(limit: 8 << 20) { _ in
            asked += 1
            return large
        }
        #expect(file == nil)
        #expect(asked == 9)
    }

    @Test func countsThatCannotBeAddedUpAreNoReasonToStop() {
        let gap = PageOutline.Gap(bytes: [], count: .max)
        #expect(PageOutline(gaps: [gap, gap, gap]).documentCount == .max)
    }
}
