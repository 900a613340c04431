import Foundation
import ReleaseModel

/// A layout as the ledger stores it: documents are named by their row, which takes two bytes and not 32.
///
/// All numbers are unsigned LEB128. Number of pages; for each page: number of gaps, for each gap its count, its length
/// and its bytes; number of documents, for each document its row.
struct StoredLayout: Equatable {
    var pages: [Page] = []

    struct Page: Equatable {
        let outline: PageOutline
        let rows: [Int64]
    }

    /// The layout with digests in place of rows.
    func layout(digest: (Int64) throws -> Digest) rethrows -> AnswerLayout {
        AnswerLayout(
            pages: try pages.map { PageLayout(outline: $0.outline, documents: try $0.rows.map(digest)) })
    }

    var bytes: Data {
        var data = Data()
        data.append(leb128: pages.count)
        for page in pages {
            data.append(leb128: page.outline.gaps.count)
            for gap in page.outline.gaps {
                data.append(leb128: gap.count)
                data.append(leb128: gap.bytes.count)
                data.append(contentsOf: gap.bytes)
            }
            data.append(leb128: page.rows.count)
            for row in page.rows { data.append(leb128: Int(row)) }
        }
        return data
    }

    init(pages: [Page]) {
        self.pages = pages
    }

    /// Reads what ``bytes`` wrote; nil for anything else, also where the gaps do not fit the documents.
    init?(bytes: Data) {
        var reader = LEB128Reader(bytes)
        guard let pageCount = reader.count() else { return nil }
        for _ in 0..<pageCount {
            guard let page = Page(from: &reader) else { return nil }
            pages.append(page)
        }
        guard reader.isAtEnd, self.bytes == bytes else { return nil }
    }
}

extension StoredLayout.Page {
    fileprivate init?(from reader: inout LEB128Reader) {
        guard let gapCount = reader.count() else { return nil }
        var gaps: [PageOutline.Gap] = []
        for _ in 0..<gapCount {
            guard let count = reader.number(), count > 0, let length = reader.count(),
                let bytes = reader.bytes(length)
            else { return nil }
            gaps.append(PageOutline.Gap(bytes: bytes, count: count))
        }
        guard let rowCount = reader.count() else { return nil }
        var rows: [Int64] = []
        for _ in 0..<rowCount {
            guard let row = reader.number() else { return nil }
            rows.append(Int64(row))
        }
        outline = PageOutline(gaps: gaps)
        self.rows = rows
        // A count too large to add up is damage, not a reason to stop the program.
        let total = gaps.reduce(into: (sum: -1, isSound: true)) { total, gap in
            let (sum, overflows) = total.sum.addingReportingOverflow(gap.count)
            total = (sum, total.isSound && !overflows)
        }
        guard total.isSound, total.sum == rows.count else { return nil }
    }
}

/// Reads unsigned LEB128 numbers; every answer is nil where the bytes end too early.
private struct LEB128Reader {
    private var rest: ArraySlice<UInt8>

    init(_ data: Data) {
        rest = Array(data)[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> Int? {
        var value = 0
        for shift in stride(from: 0, to: 62, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    /// A number of things that take at least a byte each, so that a damaged one cannot ask for all memory.
    mutating func count() -> Int? {
        number().flatMap { $0 <= rest.count ? $0 : nil }
    }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }
}

extension Data {
    fileprivate mutating func append(leb128 number: Int) {
        var rest = UInt(number)
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
