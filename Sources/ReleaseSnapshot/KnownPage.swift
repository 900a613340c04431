import Foundation
import ReleaseModel

/// A file that was read, split and found right, kept so that the next one is looked into only where it differs.
///
/// Two nights of a project are mostly alike up to some byte and again from some byte on. A document that lies whole in
/// either stretch is the same document, so it is neither walked nor hashed again.
package struct KnownPage: Sendable {
    let bytes: Data
    /// In the order of the file.
    let documents: [ReadDocument]

    /// How many bytes are held in memory.
    package var heldBytes: Int { bytes.count }

    /// Only a file that holds one array is of use; nil for any other.
    init?(_ content: PageContent, _ documents: [ReadDocument]) {
        guard content.list.shape.form == .arrays, content.list.shape.counts.count == 1 else { return nil }
        bytes = content.page.bytes
        self.documents = documents
    }
}

/// What a file has in common with one that is known.
struct SharedDocuments {
    /// Documents at the start, which stand at the same place.
    let head: ArraySlice<ReadDocument>
    /// Documents at the end, which stand ``shift`` bytes later than in the known file.
    private(set) var tail: ArraySlice<ReadDocument>
    private let shift: Int

    init(of file: Data, and known: KnownPage) {
        let prefix = file.commonPrefixCount(with: known.bytes)
        let suffix = file.commonSuffixCount(with: known.bytes, notBefore: prefix)
        shift = file.count - known.bytes.count
        let all = known.documents
        let headEnd = all.partitioningIndex { $0.offset + $0.bytes.count > prefix }
        let tailStart = all.partitioningIndex { $0.offset >= known.bytes.count - suffix }
        head = all[..<headEnd]
        tail = all[max(headEnd, tailStart)...]
    }

    /// The documents of the file, of which only those between head and tail are walked.
    ///
    /// Between two documents a walk has nothing to remember, so one that comes to where a document of the tail starts can
    /// end there: the rest of the file is the rest of the known one, which was found right. Nil where the file is not made
    /// so, or has a fault; a walk over all of it then says which.
    mutating func list(in file: Data) -> DocumentList? {
        var ranges = head.map { $0.offset..<$0.offset + $0.bytes.count }
        let walked = try? JSONScanner.over(file) { (scanner) throws(JSONFault) -> Bool in
            try walk(&scanner, into: &ranges)
        }
        guard walked == true else { return nil }
        ranges += tail.map { $0.offset + shift..<$0.offset + shift + $0.bytes.count }
        return DocumentList(shape: ListShape(form: .arrays, counts: [ranges.count]), ranges: ranges)
    }

    /// Walks from the head to the tail, or to the end of the array; false where the file goes on after that.
    private mutating func walk(_ scanner: inout JSONScanner, into ranges: inout [Range<Int>]) throws(JSONFault) -> Bool
    {
        var place: Int
        if let last = ranges.last {
            place = scanner.skipWhitespace(from: last.upperBound)
        } else {
            place = try scanner.firstByte()
            guard scanner.byte(at: place) == UInt8(ascii: "[") else { return false }
            place = scanner.skipWhitespace(from: place + 1)
            if dropTail(before: place) { return true }
            let after = try scanner.value(at: place, depth: 1)
            ranges.append(place..<after)
            place = scanner.skipWhitespace(from: after)
        }
        while scanner.byte(at: place) == UInt8(ascii: ",") {
            place = scanner.skipWhitespace(from: place + 1)
            if dropTail(before: place) { return true }
            let after = try scanner.value(at: place, depth: 1)
            ranges.append(place..<after)
            place = scanner.skipWhitespace(from: after)
        }
        tail = []
        return scanner.byte(at: place) == UInt8(ascii: "]") && scanner.skipWhitespace(from: place + 1) == scanner.end
    }

    /// Leaves out of the tail what starts before a place of the file; false where no document of it starts there.
    private mutating func dropTail(before place: Int) -> Bool {
        let index = tail.partitioningIndex { $0.offset + shift >= place }
        guard index < tail.endIndex, tail[index].offset + shift == place else { return false }
        tail = tail[index...]
        return true
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element satisfies what all after it satisfy, too.
    fileprivate func partitioningIndex(_ isInSecond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isInSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Data {
    private static let stride = 4_096

    /// How many bytes at the start are the same.
    fileprivate func commonPrefixCount(with other: Data) -> Int {
        withUnsafeBytes { mine in
            other.withUnsafeBytes { theirs in
                let limit = Swift.min(mine.count, theirs.count)
                guard let left = mine.baseAddress, let right = theirs.baseAddress else { return 0 }
                var count = 0
                while count + Self.stride <= limit, memcmp(left + count, right + count, Self.stride) == 0 {
                    count += Self.stride
                }
                while count < limit, mine[count] == theirs[count] { count += 1 }
                return count
            }
        }
    }

    /// How many bytes at the end are the same, none of them among the first `prefix` bytes of either.
    fileprivate func commonSuffixCount(with other: Data, notBefore prefix: Int) -> Int {
        withUnsafeBytes { mine in
            other.withUnsafeBytes { theirs in
                let limit = Swift.min(mine.count, theirs.count) - prefix
                guard let left = mine.baseAddress, let right = theirs.baseAddress else { return 0 }
                let (leftEnd, rightEnd) = (left + mine.count, right + theirs.count)
                var count = 0
                while count + Self.stride <= limit,
                    memcmp(leftEnd - count - Self.stride, rightEnd - count - Self.stride, Self.stride) == 0
                {
                    count += Self.stride
                }
                while count < limit, mine[mine.count - count - 1] == theirs[theirs.count - count - 1] { count += 1 }
                return count
            }
        }
    }
}
