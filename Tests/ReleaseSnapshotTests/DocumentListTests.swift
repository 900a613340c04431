import Foundation
import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("Documents are found in every accepted form")
struct DocumentListTests {
    private func documents(_ text: String) throws -> [String] {
        let bytes = Data(text.utf8)
        return try DocumentList(in: bytes).ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    private func fault(_ text: String) -> DocumentListFault? {
        #expect(throws: DocumentListFault.self) { _ = try DocumentList(in: Data(text.utf8)) }
    }

    @Test(
        arguments: [
            ("[]", [], [0]), (" [ ] ", [], [0]), ("[{}]", ["{}"], [1]), ("[{}][{},{}]", ["{}", "{}", "{}"], [1, 2]),
            ("[]\n[{}]\n", ["{}"], [0, 1]),
            ("[ {\"a\": [1, 2]} , {\"b\":\"]}\"} ]", ["{\"a\": [1, 2]}", "{\"b\":\"]}\"}"], [2]),
            ("{}", ["{}"], [1]), ("{\"a\":1}\n{\"b\":2}\r\n", ["{\"a\":1}", "{\"b\":2}"], [2]),
            ("{\"a\":\n1}\n\n  {}", ["{\"a\":\n1}", "{}"], [2]), ("[\"\\\"]\",[[]]]", ["\"\\\"]\"", "[[]]"], [2]),
        ] as [(String, [String], [Int])])
    func finds(text: String, expected: [String], counts: [Int]) throws {
        #expect(try documents(text) == expected)
        let list = try DocumentList(in: Data(text.utf8))
        #expect(list.shape.counts == counts)
        // What stands between the documents tells the shape again, without looking into any of them.
        #expect(ListShape(of: PageOutline(around: list.ranges, in: Data(text.utf8))) == list.shape)
    }

    @Test(
        arguments: [
            ("", .json(JSONFault(offset: 0, reason: .empty))),
            ("\n", .json(JSONFault(offset: 1, reason: .empty))),
            ("<!DOCTYPE html>", .markup(offset: 0)), ("\n <html>", .markup(offset: 2)),
            ("404 Not Found", .notAList(offset: 0)), ("null", .notAList(offset: 0)), (" \"x\"", .notAList(offset: 1)),
            ("\u{1F}\u{8B}", .notAList(offset: 0)), ("\u{0}[]", .json(JSONFault(offset: 0, reason: .nulByte))),
            ("[{}],[{}]", .json(JSONFault(offset: 4, reason: .trailingBytes))),
            ("[]{}", .json(JSONFault(offset: 2, reason: .trailingBytes))),
            ("{}[]", .json(JSONFault(offset: 2, reason: .trailingBytes))),
            ("{}\n[]", .json(JSONFault(offset: 3, reason: .trailingBytes))),
            ("{} {}", .json(JSONFault(offset: 3, reason: .trailingBytes))),
            ("[{}]\u{0}", .json(JSONFault(offset: 4, reason: .trailingBytes))),
            ("[{}]\n[{}", .json(JSONFault(offset: 8, reason: .truncated))),
            ("{}\n{", .json(JSONFault(offset: 4, reason: .truncated))),
            ("[{\"a\":1,\"a\":2}]", .json(JSONFault(offset: 8, reason: .duplicateKey("a")))),
        ] as [(String, DocumentListFault)])
    func refuses(text: String, expected: DocumentListFault) {
        #expect(fault(text) == expected)
    }

    @Test func aListCutAnywhereIsRefused() {
        let list = Array(Sample.list(1...4).utf8)
        for length in 0..<list.count {
            #expect(throws: DocumentListFault.self, "the first \(length) bytes") {
                _ = try DocumentList(in: Data(list[..<length]))
            }
        }
        #expect(throws: Never.self) { _ = try DocumentList(in: Data(list)) }
    }

    @Test func theArrayItselfCountsAsALevel() {
        let inner = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        #expect(throws: Never.self) { _ = try DocumentList(in: Data("[\(inner)]".utf8)) }
        #expect(fault("[[\(inner)]]") == .json(JSONFault(offset: 64, reason: .tooDeep(limit: 64))))
    }

    /// A slice of a larger file starts at zero like any other text.
    @Test func offsetsAreThoseOfTheTextGiven() throws {
        let slice = Data("xxxx[{}]".utf8).dropFirst(4)
        #expect(try DocumentList(in: slice).ranges == [1..<3])
    }
}
