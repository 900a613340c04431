package import Foundation

/// Where the release documents of one file stand.
package struct DocumentList: Equatable {
    let shape: ListShape
    /// The bytes of each document, without anything around it.
    package let ranges: [Range<Int>]

    /// Whether the file is a single object, which GitLab answers when asked for one release by its tag.
    var isSingleObject: Bool { shape.isSingleObject }
}

/// Why a file holds no list of documents.
package enum DocumentListFault: Error, Equatable {
    case json(JSONFault)
    /// The first character is `<`, as in a sign-in or an error page.
    case markup(offset: Int)
    /// The text starts with something else than an array or an object.
    case notAList(offset: Int)
}

extension DocumentList {
    /// Checks a whole file and finds its documents.
    package init(in bytes: some ContiguousBytes) throws(DocumentListFault) {
        let outcome: Result<DocumentList, DocumentListFault>
        do throws(JSONFault) {
            outcome = try JSONScanner.over(bytes) { (scanner) throws(JSONFault) in
                let start = try scanner.firstByte()
                return switch scanner.byte(at: start) {
                case UInt8(ascii: "["): .success(try Self.arrays(&scanner, from: start))
                case UInt8(ascii: "{"): .success(try Self.lines(&scanner, from: start))
                case UInt8(ascii: "<"): .failure(.markup(offset: start))
                case 0: throw scanner.fault(at: start, expected: .value)
                default: .failure(.notAList(offset: start))
                }
            }
        } catch {
            throw .json(error)
        }
        self = try outcome.get()
    }

    private static func arrays(_ scanner: inout JSONScanner, from start: Int) throws(JSONFault) -> DocumentList {
        var ranges: [Range<Int>] = []
        var counts: [Int] = []
        var place = start
        repeat {
            guard scanner.byte(at: place) == UInt8(ascii: "[") else {
                throw JSONFault(offset: place, reason: .trailingBytes)
            }
            let before = ranges.count
            place = try scanner.elements(from: place + 1, depth: 1) { ranges.append($0) }
            counts.append(ranges.count - before)
            place = scanner.skipWhitespace(from: place)
        } while place < scanner.end
        return DocumentList(shape: ListShape(form: .arrays, counts: counts), ranges: ranges)
    }

    private static func lines(_ scanner: inout JSONScanner, from start: Int) throws(JSONFault) -> DocumentList {
        var ranges: [Range<Int>] = []
        var place = start
        repeat {
            guard scanner.byte(at: place) == UInt8(ascii: "{") else {
                throw JSONFault(offset: place, reason: .trailingBytes)
            }
            let after = try scanner.value(at: place, depth: 0)
            ranges.append(place..<after)
            place = scanner.skipWhitespace(from: after)
            guard place == scanner.end || scanner.hasLineBreak(in: after..<place) else {
                throw JSONFault(offset: place, reason: .trailingBytes)
            }
        } while place < scanner.end
        return DocumentList(shape: ListShape(form: .lines, counts: [ranges.count]), ranges: ranges)
    }
}

extension JSONScanner {
    /// Whether a line ends within a range.
    fileprivate func hasLineBreak(in range: Range<Int>) -> Bool {
        range.contains { byte(at: $0) == UInt8(ascii: "\n") || byte(at: $0) == UInt8(ascii: "\r") }
    }
}
