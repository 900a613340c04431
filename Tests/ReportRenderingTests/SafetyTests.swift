import AuditReport
import ReleaseDiff
import ReleaseModel
import Testing

@testable import ReportRendering

@Suite("Nothing in a name or a description acts on its reader")
struct SafetyTests {
    @Test(
        arguments: [
            ("https://user:sec@ret@host.example/a", "https://[redacted]@host.example/a"),
            ("https://host.example/?PRIVATE_TOKEN=abc&x=1", "https://host.example/?PRIVATE_TOKEN=[redacted]&x=1"),
            ("https://host.example/?token=abc", "https://host.example/?token=[redacted]"),
            ("https://s3.example/k?X-Amz-Signature=ab12", "https://s3.example/k?X-Amz-Signature=[redacted]"),
            ("private_token%3Dabc", "private_token%3D[redacted]"), ("rss_token=abc", "rss_token=[redacted]"),
            ("https:/\u{301}/user:pw@host", "https:/\u{301}/user:pw@host"),
            ("https://\u{301}user:pw@host/", "https://[redacted]@host/"),
            ("mail me: a@b.example", "mail me: a@b.example"), ("a=b", "a=b"),
        ])
    func secretsAreTakenOut(text: String, expected: String) {
        #expect(text.withoutSecrets.isSame(as: expected), "\(text.withoutSecrets)")
    }

    @Test func anotherSecretIsStillAChange() throws {
        let change = FieldChange(
            field: "assets.links[1].url", before: .text("https://h.example/?sig=one"),
            after: .text("https://h.example/?sig=two"))
        #expect(
            try WordCatalogue.builtIn(.english).after(of: change).visibleLine
                == "https://h.example/?sig=[redacted] (only the secret is another one)")
    }

    @Test func whatIsNotAlignedSaysSo() throws {
        let lines = { (word: String) in (0..<2_001).map { "\(word) \($0)" }.joined(separator: "\n") }
        let words = try WordCatalogue.builtIn(.english)
        let diff = FoldedDiff(LineDiff(from: lines("old"), to: lines("new")), words)
        #expect(diff.text.hasPrefix("@@ Too many lines differ to align them"))
        #expect(diff.rows.first?.fold == words(.linesUnaligned))
        #expect(FoldedDiff(LineDiff(from: "a", to: "b"), words).rows.first?.fold == nil)
    }

    @Test func carriageReturnsBeforeLineFeedsAreLineEnds() {
        #expect("a\r\nb".visible.isSame(as: "a\nb"))
        #expect("a\rb".visible == "a[U+000D]b")
        #expect("a\r\nb".hiddenCharacterCount == 0)
    }

    @Test(arguments: ["\u{115F}", "\u{3164}", "\u{2800}", "\u{34F}", "\u{202E}", "\u{200B}", "\u{E0041}"])
    func whatIsNotSeenIsShown(hidden: String) {
        #expect("a\(hidden)b".visible.contains("[U+"))
    }

    @Test func charactersThatAnEntityNamesAreShownToo() throws {
        let html = try #require(
            CommonMark.html(of: "&#8238;ent&#x200b; [a](https://x.example/&#x202e;) `c`", words: .builtIn(.english)))
        #expect(html.contains("[U+202E]ent[U+200B]"))
        #expect(!html.unicodeScalars.contains { $0.actsOrHides && $0 != "\n" })
    }

    @Test(
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(1)", "'@SUM(1)"), ("\t=1", "\t'=1"),
            ("\r=1", "[U+000D]=1"), ("\n=1", "\n'=1"), (" =1", " '=1"), ("\u{FF1D}1", "'\u{FF1D}1"),
            ("a;=1", "a;'=1"), ("a,@x", "a,'@x"), ("a\t+1", "a\t'+1"), ("a\n-1", "a\n'-1"), ("a; =1", "a; '=1"),
            ("\"=1", "\"\"'=1"), ("a;\"=1", "a;\"\"'=1"), ("==", "'=="), ("a=1-2", "a=1-2"), ("v1.0-rc.1", "v1.0-rc.1"),
            ("a: -1", "a: -1"), ("", ""),
        ])
    func noCellIsAFormula(text: String, cell: String) {
        #expect(EventsCSV.cell(text) == "\"\(cell)\"")
    }

    @Test(
        arguments: [
            "1.10", "1.2.3", "2026-01-02", "1e5", "007", ".5", "-3", "(4)", "$1", "\u{20AC} 2", "10:30", "3/4", "50%",
            " 1",
            "mar10", "MAY-26", "Dez 2025", "march 1", "TRUE", "wahr", "\u{FF11}.5",
        ])
    func whatASpreadsheetWouldMakeAValueOfIsKnown(_ text: String) {
        #expect(SpreadsheetValue.mayBe(text))
    }

    @Test(
        arguments: [
            "v1.10", "release-1.2", "main", "market-1", "setup-2", "true-north", "may", "build_10", "r1e5", "",
            "\u{3B1}1",
        ])
    func otherTextsStayAsTheyAre(_ text: String) {
        #expect(!SpreadsheetValue.mayBe(text))
    }

    @Test func rawHTMLImagesAndLinksBecomeText() throws {
        let html = try #require(
            CommonMark.html(
                of: "<script>x</script>\n\n![i](http://e.example/p.png) [l](javascript:alert(1))",
                words: .builtIn(.english)))
        for forbidden in ["<script", "<img", "<a ", "href", "src="] { #expect(!html.contains(forbidden)) }
        #expect(html.contains("http://e.example/p.png"))
    }
}
