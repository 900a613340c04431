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

    /// How many documents stand in the file.
    package var documentCount: Int { gaps.reduce(-1) { $0 + $1.count } }

    /// The bytes of the file, once every document is put in its place; `document` is asked for them in order.
    package func bytes(document: (Int) throws -> Data) rethrows -> Data {
        var file = Data()
        var position = 0
        let count = documentCount
        for gap in gaps {
            for _ in 0..<gap.count {
                file.append(contentsOf: gap.bytes)
                if position < count { file.append(try document(position)) }
                position += 1
            }
        }
        return file
    }
}
