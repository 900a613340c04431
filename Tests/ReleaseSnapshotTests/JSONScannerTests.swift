import Foundation
import Testing

@testable import ReleaseSnapshot

@Suite("The scanner takes and refuses what RFC 8259 says")
struct JSONScannerTests {
    @Test(arguments: Corpus.accepted)
    func takes(text: String) {
        #expect(fault(in: text) == nil)
    }

    @Test(arguments: Corpus.refused)
    func refuses(text: String, offset: Int, reason: JSONFault.Reason) {
        #expect(fault(in: text) == JSONFault(offset: offset, reason: reason))
    }

    /// The place within a word of eight bytes, and the distance to the end of the text, must not matter.
    @Test(arguments: 0..<24)
    func refusesAtEveryAlignment(shift: Int) {
        for (text, offset, reason) in Corpus.refused where reason != .empty && reason != .byteOrderMark {
            let space = String(repeating: " ", count: shift)
            #expect(fault(in: space + text) == JSONFault(offset: offset + shift, reason: reason), "\(text)")
            let string = "[\"" + String(repeating: "x", count: shift) + "\","
            guard reason != .trailingBytes, reason != .truncated else { continue }
            #expect(
                fault(in: string + text + "        ]") == JSONFault(offset: offset + shift + 4, reason: reason),
                "\(text)")
        }
    }

    @Test(arguments: Corpus.accepted)
    func refusesEveryProperPrefix(text: String) {
        // A number's prefix is a number, and white space around a value may be missing.
        guard let last = text.utf8.last, "]}\"".utf8.contains(last) else { return }
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            let found = fault(in: Array(bytes[..<length]))
            #expect(found?.reason == .truncated || found?.reason == .empty, "the first \(length) bytes of \(text)")
            #expect(found?.offset == length)
        }
    }

    @Test func agreesWithFoundation() {
        func isTaken(_ text: String) -> Bool {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])) != nil
        }
        for text in Corpus.accepted { #expect(isTaken(text), "\(text)") }
        for (text, _, reason) in Corpus.refused {
            #expect(isTaken(text) == Corpus.isTakenByFoundation(text, reason), "\(text)")
        }
    }

    @Test func limitsTheDepth() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(fault(in: nested(64)) == nil)
        #expect(fault(in: nested(65)) == JSONFault(offset: 64, reason: .tooDeep(limit: 64)))
        #expect(fault(in: nested(100_000)) == JSONFault(offset: 64, reason: .tooDeep(limit: 64)))
        let objects = String(repeating: "{\"a\":", count: 65)
        #expect(fault(in: objects) == JSONFault(offset: 64 * 5, reason: .tooDeep(limit: 64)))
    }

    @Test(arguments: [2, 31, 32, 33, 34, 1000])
    func findsAKeyTwiceAmongMany(count: Int) {
        let keys = (0..<count).map { "\"key\($0)\":0" }
        #expect(fault(in: "{" + keys.joined(separator: ",") + "}") == nil)
        for twice in [0, count / 2, count - 1] {
            let text = "{" + (keys + ["\"key\(twice)\":1"]).joined(separator: ",") + "}"
            let offset = text.utf8.count - "\"key\(twice)\":1}".utf8.count
            #expect(fault(in: text) == JSONFault(offset: offset, reason: .duplicateKey("key\(twice)")))
        }
    }

    @Test func keysOfAClosedObjectAreForgotten() {
        #expect(fault(in: "{\"a\":{\"b\":1,\"\\u0063\":1},\"b\":1,\"c\":1}") == nil)
        #expect(
            fault(in: "{\"b\":1,\"a\":{\"\\u0063\":1},\"b\":1}") == JSONFault(offset: 24, reason: .duplicateKey("b")))
    }

    @Test func aMillionKeysTakeNoMillionTimesAMillionSteps() {
        // Quadratic work would take hours; the test has no clock because it needs none.
        let keys = (0..<200_000).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(fault(in: "{" + keys + "}") == nil)
    }

    @Test(arguments: [
        ("plain", "plain"), (#"\u0061\n\t\r\b\f\/\\\""#, "a\n\t\r\u{8}\u{C}/\\\""), (#"\uD83D\uDE00"#, "😀"),
        ("é\\u00e9", "éé"),
    ])
    func decodesKeys(written: String, meant: String) {
        #expect(JSONText.decoded(Array(written.utf8)) == meant)
    }
}

@Suite("Bytes that are no UTF-8 are refused at their first byte")
struct EncodingTests {
    /// From Markus Kuhn's stress test and The Unicode Standard, table 3-7.
    static let malformed: [(name: String, bytes: [UInt8])] = [
        ("lone continuation", [0x80]), ("last continuation", [0xBF]), ("two continuations", [0x80, 0xBF]),
        ("overlong /, two bytes", [0xC0, 0xAF]), ("overlong DEL", [0xC1, 0xBF]), ("overlong NUL", [0xC0, 0x80]),
        ("overlong /, three bytes", [0xE0, 0x80, 0xAF]), ("largest overlong of three", [0xE0, 0x9F, 0xBF]),
        ("overlong /, four bytes", [0xF0, 0x80, 0x80, 0xAF]), ("largest overlong of four", [0xF0, 0x8F, 0xBF, 0xBF]),
        ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]), ("six bytes", [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80]),
        ("high surrogate", [0xED, 0xA0, 0x80]), ("low surrogate", [0xED, 0xBF, 0xBF]),
        ("surrogate pair", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]), ("above U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        ("far above", [0xF5, 0x80, 0x80, 0x80]), ("FE", [0xFE]), ("FF", [0xFF]), ("cut two", [0xC3]),
        ("cut three", [0xE2, 0x82]), ("cut four", [0xF0, 0x9F, 0x98]), ("Latin 1", [0xE9, 0x74, 0xE9]),
        ("second byte too low", [0xC3, 0x28]), ("third byte too low", [0xE2, 0x82, 0x28]),
        ("fourth byte too high", [0xF0, 0x9F, 0x98, 0xC0]), ("third byte a start", [0xE2, 0x82, 0xC3]),
    ]

    @Test(arguments: malformed)
    func refuses(name: String, bytes: [UInt8]) {
        for shift in 0..<17 {
            let padding = Array(repeating: UInt8(ascii: "x"), count: shift)
            for (open, close) in [("[\"", "\"        ]"), ("{\"", "\":0}")] {
                let text = Array(open.utf8) + padding + bytes + Array(close.utf8)
                #expect(fault(in: text) == JSONFault(offset: 2 + shift, reason: .invalidUTF8), "\(name) after \(shift)")
            }
        }
    }

    @Test(
        arguments: [
            [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
            [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF3, 0xBF, 0xBF, 0xBF],
        ] as [[UInt8]])
    func takesTheBordersOfWhatIsRight(bytes: [UInt8]) {
        #expect(fault(in: [0x22] + bytes + [0x22]) == nil)
    }

    @Test(arguments: [[0xFF, 0xFE, 0x5B, 0x00], [0xFE, 0xFF, 0x00, 0x5B], [0xEF, 0xBB, 0xBF, 0x5B]] as [[UInt8]])
    func refusesOtherEncodings(bytes: [UInt8]) {
        #expect(fault(in: bytes) == JSONFault(offset: 0, reason: .byteOrderMark))
    }
}
