import AuditReport
import Foundation
import Testing

@testable import ReportRendering

@Suite("Each language has its words, and no more than are used")
struct WordCatalogueTests {
    @Test(arguments: ReportLanguage.allCases)
    func correspondsToEnglish(language: ReportLanguage) throws {
        let english = try WordCatalogue.builtIn(.english)
        let other = try WordCatalogue.builtIn(language)
        #expect(Set(other.entries.keys) == Set(english.entries.keys))
        for (name, entry) in english.entries {
            #expect(other.entries[name]?.placeholders == entry.placeholders, "\(name)")
        }
    }

    @Test func everyWordAskedForIsThereAndEveryWordIsAskedFor() throws {
        let templates = try ReportTemplates.builtIn()
        let texts = templates.files.merging(templates.indexFiles) { $1 }.filter { $0.key.hasSuffix(".mustache") }.map {
            String(decoding: $0.value, as: UTF8.self)
        }
        #expect(texts.count == 4)
        let named = texts.flatMap { text in
            text.matches(of: /\{\{<?word\.([a-z0-9_.-]+)\}\}/).map { String($0.output.1) }
        }
        #expect(named.count > 200)
        let asked = WordCatalogue.namesAsked.union(named)
        let there = Set(try WordCatalogue.builtIn(.english).entries.keys)
        #expect(asked.subtracting(there) == [], "asked for and not there")
        #expect(there.subtracting(asked) == [], "there and not asked for")
    }

    @Test func templatesFillOnlyThePlacesThatTheWordsHave() throws {
        let words = try WordCatalogue.builtIn(.english)
        let templates = try ReportTemplates.builtIn()
        for (path, content) in templates.files.merging(templates.indexFiles, uniquingKeysWith: { $1 })
        where path.hasSuffix(".mustache") {
            let text = String(decoding: content, as: UTF8.self)
            for use in text.matches(of: /\{\{<word\.([a-z0-9_.-]+)\}\}(.*?)\{\{\/word\./) {
                let filled = use.output.2.matches(of: /\{\{\$([a-z_]+)\}\}/).map { String($0.output.1) }
                #expect(!filled.isEmpty)
                let places = words.entries[String(use.output.1)]?.placeholders ?? []
                #expect(Set(filled).isSubset(of: places), "\(use.output.0)")
            }
        }
    }

    @Test func takesTheFormForTheNumber() throws {
        let english = try WordCatalogue.builtIn(.english)
        #expect(english(.linesFolded, 1) == "1 unchanged line")
        #expect(english(.linesFolded, 0) == "0 unchanged lines")
        #expect(try WordCatalogue.builtIn(.german)(.linesFolded, 12) == "12 unveränderte Zeilen")
    }

    @Test(
        arguments: [
            ("a = b\nc", 2, WordFault.Reason.notAnEntry),
            (" a = b", 1, .notAnEntry),
            ("A = b", 1, .badName("A")),
            ("a[two] = b", 1, .badName("a[two]")),
            ("a = b {c", 1, .badBraces(name: "a")),
            ("a = {{c}}", 1, .badBraces(name: "a")),
            ("a =\n\nb = c", 1, .empty(name: "a")),
            ("a = b\na = c", 2, .twice(name: "a")),
            ("a = b\na.c = d", 2, .isGroup(name: "a")),
        ])
    func saysWhatIsWrongWithAFile(file: String, line: Int, reason: WordFault.Reason) {
        #expect(throws: TemplateError(file: "words/en.words", line: line, reason: .words(reason))) {
            try WordCatalogue(Data(file.utf8), named: "words/en.words")
        }
    }

    @Test func holdsAReplacedFileAgainstTheProgramsOwn() throws {
        let model = try WordCatalogue(Data("title.page = Audit: {project}\nnone = none".utf8), named: "m")
        func fault(_ file: String) throws -> String {
            let error = #expect(throws: TemplateError.self) {
                try WordCatalogue(Data(file.utf8), named: "words/de.words", like: model)
            }
            return try #require(error).message
        }
        #expect(
            try fault("title.page = Bericht: {project}")
                == "words/de.words: the entry 'none' is missing")
        #expect(
            try fault("none = keine\n\ntitle.pag = {project}")
                == "words/de.words: line 3: there is no entry 'title.pag'; is 'title.page' meant?")
        #expect(
            try fault("none = keine\ntitle.page = {projekt}")
                == "words/de.words: line 2: 'title.page' must hold {project}")
    }

    @Test func textsGoOnInLinesThatStartWithASpace() throws {
        let words = try WordCatalogue(Data("# comment\r\na = one\n  two {b}\n\nc = d = e\n".utf8), named: "w")
        #expect(words.text("a", ["b": "three"]) == "one two three")
        #expect(words.text("c") == "d = e")
    }

    @Test func literalsAreNoMarkup() {
        #expect(TemplateFormat.html.literal("a <b> & \"c\"") == "a &lt;b&gt; &amp; &quot;c&quot;")
        #expect(TemplateFormat.markdown.literal("a_b [c] @d") == "a\\_b \\[c\\] \\@d")
    }
}
