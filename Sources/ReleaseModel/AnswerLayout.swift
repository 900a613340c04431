import Crypto
package import Foundation

/// How the files of an answer are made of release documents and of the bytes between them.
///
/// With the documents at hand it gives every file back byte for byte.
package struct AnswerLayout: Sendable, Equatable {
    /// One for each file, in the order of the answer.
    package let pages: [PageLayout]

    package init(pages: [PageLayout]) {
        self.pages = pages
    }
}

/// How one file is made of release documents and of the bytes between them.
package struct PageLayout: Sendable, Equatable {
    package let outline: PageOutline
    /// The documents in the order of the file; one that stands twice is named twice.
    package let documents: [Digest]

    package init(outline: PageOutline, documents: [Digest]) {
        self.outline = outline
        self.documents = documents
    }
}

/// The bytes of one file that belong to no document.
package struct PageOutline: Sendable, Equatable {
    /// What stands before the first document, between any two, and after the last: one more than there are documents.
    ///
    /// Equal neighbours are one gap with a count, so that a list of a thousand releases has three gaps.
    package let gaps: [Gap]

    /// Bytes that stand between documents, several times in a row.
    package struct Gap: Sendable, Equatable {
        package let bytes: [UInt8]
        package let count: Int

        package init(bytes: [UInt8], count: Int) {
            self.bytes = bytes
            self.count = count
        }
    }

    package init(gaps: [Gap]) {
        self.gaps = gaps
    }

    /// What the ranges of the documents leave of a file.
    package init(around ranges: [Range<Int>], in file: Data) {
        let starts = [file.startIndex] + ranges.map(\.upperBound)
        let ends = ranges.map(\.lowerBound) + [file.endIndex]
        var gaps: [Gap] = []
        for (start, end) in zip(starts, ends) {
            let bytes = file[start..<end]
            if let last = gaps.last, last.bytes.elementsEqual(bytes) {
                gaps[gaps.count - 1] = Gap(bytes: last.bytes, count: last.count + 1)
            } else {
                gaps.append(Gap(bytes: Array(bytes), count: 1))
            }
        }
        self.gaps = gaps
    }

    /// How many documents stand in the file; as many as can be counted where a made-up layout names more.
    package var documentCount: Int {
        gaps.reduce(-1) { sum, gap in
            let (next, isTooMuch) = sum.addingReportingOverflow(gap.count)
            return isTooMuch ? .max : next
        }
    }

    /// The most bytes that a file is read with, and so the most that one can be put together to.
    package static let largestFile = 1 << 30

    /// The bytes of the file, once every document is put in its place; `document` is asked for them in order.
    ///
    /// Nil where it has more than so many bytes: a short layout can name a large document any number of times.
    package func bytes(limit: Int, document: (Int) throws -> Data) rethrows -> Data? {
        var file = Data()
        let isWhole = try forEachPart(limit: limit, document: document) { file.append($0) }
        return isWhole ? file : nil
    }

    /// What the file is, without ever holding all of it; nil where it has more than ``largestFile``.
    package func digest(document: (Int) throws -> Data) rethrows -> (digest: Digest, byteCount: Int)? {
        var hash = SHA256()
        var byteCount = 0
        let isWhole = try forEachPart(limit: Self.largestFile, document: document) {
            hash.update(data: $0)
            byteCount += $0.count
        }
        return isWhole ? (Digest(hash.finalize()), byteCount) : nil
    }

    /// Hands over the parts in order; answers whether they were all, within the limit.
    private func forEachPart(
        limit: Int, document: (Int) throws -> Data, _ body: (Data) -> Void
    ) rethrows -> Bool {
        var rest = limit
        var position = 0
        let count = documentCount
        func take(_ part: Data) -> Bool {
            rest -= part.count
            guard rest >= 0 else { return false }
            body(part)
            return true
        }
        for gap in gaps {
            let bytes = Data(gap.bytes)
            for _ in 0..<gap.count {
                guard take(bytes) else { return false }
                if position < count { guard take(try document(position)) else { return false } }
                position += 1
            }
        }
        return true
    }
}
