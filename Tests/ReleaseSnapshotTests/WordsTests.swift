import ReleaseModel
import Testing

@testable import ReleaseSnapshot

@Suite("A refusal says what, where and what next")
struct WordsTests {
    @Test(
        arguments: [
            (.json(.duplicateKey("name")), #"x.json: byte 1034: duplicate key "name""#),
            (.json(.unexpectedByte(0x7D, expected: .key)), #"x.json: byte 1034: found "}" where a key was expected"#),
            (
                .json(.unexpectedByte(0xC3, expected: .value)),
                "x.json: byte 1034: found 0xC3 where a value was expected"
            ),
            (.json(.controlCharacter(10)), "x.json: byte 1034: control character 0x0A in a string"),
            (
                .document(pointer: "", .errorAnswer(message: "404 \u{1B}[31mNot Found")),
                #"x.json: byte 1034: GitLab answered with an error: "404 \u{001B}[31mNot Found""#
            ),
            (.document(pointer: "/created_at", .missing), "x.json: byte 1034: /created_at is missing"),
            (
                .tagTwice(tag: "v1", firstFile: "y.json", firstOffset: 7),
                #"x.json: byte 1034: release "v1" differs from the one at byte 7 of y.json"#
            ),
        ] as [(SnapshotError.Reason, String)])
    func names(reason: SnapshotError.Reason, expected: String) {
        #expect(SnapshotError(file: "x.json", offset: 1034, reason: reason).message == expected)
    }

    @Test func placesWithoutAByteHaveNone() {
        let error = SnapshotError(file: "x.json", reason: .captureTimeUnknown)
        #expect(error.message == "x.json: nothing says when this snapshot was taken")
        #expect(error.hint == "state it with --captured-at 2026-01-02T02:00:00Z, or name the file by it")
    }

    @Test(arguments: [
        ("a\nb", #"a\u{000A}b"#), ("\u{7F}\u{85}", #"\u{007F}\u{0085}"#), ("\u{202E}gpj", #"\u{202E}gpj"#),
        ("\u{2066}x\u{2069}", #"\u{2066}x\u{2069}"#), ("\u{200F}", #"\u{200F}"#), ("\u{2028}", #"\u{2028}"#),
        ("é 日本 😀", "é 日本 😀"),
    ])
    func writesOutWhatCouldMislead(text: String, expected: String) {
        #expect(QuotedText.escaped(text) == expected)
    }

    @Test func cutsLongText() {
        let exact = String(repeating: "x", count: 200)
        #expect(QuotedText.escaped(exact) == exact)
        #expect(QuotedText.escaped(exact + "y") == exact + "...")
    }

    @Test func theFileNameIsNotTrustedEither() {
        #expect(SnapshotError(file: "a\u{1B}b", reason: .markup).message.hasPrefix(#"a\u{001B}b: "#))
    }
}
