import ReleaseModel
import Testing

@Suite struct PlainFileNameTests {
    @Test(arguments: [
        "page-1.json", "2026-01-02T02:00:00Z.json", "a", ".hidden.json", "...", "~", "-rf", "COM1",
        "Übersicht 2026.json",
        "a\u{200D}b.json", "😀.json", "$(id).json", String(repeating: "x", count: 255),
    ])
    func aNameOfOneFileIsPlain(_ text: String) throws {
        #expect(try #require(PlainFileName(text)).description == text)
    }

    @Test(arguments: [
        "", ".", "..", "/", "a/b", "../a", "/etc/passwd", "a/", "a\\b", "..\\a", "a\u{0}", "a\nb", "a\rb", "a\u{1B}[2J",
        "a\u{7F}", "a\u{9B}31m", "a\u{2028}b", String(repeating: "x", count: 256), String(repeating: "ü", count: 128),
    ])
    func aNameThatLeadsElsewhereOrActsIsNone(_ text: String) {
        #expect(PlainFileName(text) == nil)
    }

    @Test(arguments: ["a.json", "20260102T020004Z/evidence/12.json", "a b/c"])
    func aPathIsPlainNames(_ text: String) throws {
        let path = try #require(PlainFilePath(text))
        #expect(path.description == text)
        #expect(path.names.count == text.split(separator: "/").count)
    }

    @Test(arguments: [
        "", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", "a/..", "a\\b/c", "a/\u{1B}c",
        String(repeating: "a/", count: 3_000) + "b",
    ])
    func aPathThatLeadsElsewhereIsNone(_ text: String) {
        #expect(PlainFilePath(text) == nil)
    }
}
