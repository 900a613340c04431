import Foundation
import Testing

/// All formats say the same, and all languages say it in other words alone.
@Suite struct AgreementTests {
    private let folder: URL

    init() throws {
        folder = try Repository.temporaryFolder()
    }

    private func report(_ name: String, options: String = "") throws -> [String: String] {
        try ExampleReport.files(in: ExampleReport.make(in: folder.appendingPathComponent(name), options: options))
    }

    @Test func everyFormatHasTheSameEventsAndCounts() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try report("formats")
        let ledger = try ListedEvents(jsonLines: #require(files["events.jsonl"]))
        #expect(ledger.ids.count == 29)
        for (name, text) in files {
            let told = try ListedEvents(name, text)
            #expect(told.ids == ledger.ids, "\(name) has other events")
            if let counts = told.counts { #expect(counts == ledger.counts, "\(name) has other numbers by kind") }
            if let observed = told.observed { #expect(observed == ledger.observed, "\(name) says another number") }
            // The comparison can fail: an event more, less or other, and another number.
            let id = try #require(ledger.ids.last)
            let other = try ListedEvents(name, text.replacing(id, with: String(id.reversed())))
            #expect(other.ids != ledger.ids, "\(name): another id is not seen")
            guard told.counts != nil else { continue }
            let wrong = try ListedEvents(name, ListedEvents.withAnotherCount(text))
            #expect(wrong.counts != ledger.counts, "\(name): another number is not seen")
        }
    }

    @Test func languagesDifferInWordsAlone() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let english = try report("english")
        let german = try report("german", options: "--language de")
        for name in ["events.jsonl", "events.csv"] { #expect(english[name] == german[name], "\(name) differs") }
        for name in ["report.html", "report.md", "report.xml"] {
            let (one, other) = (try #require(english[name]), try #require(german[name]))
            #expect(one != other, "\(name) is the same in both languages")
            #expect(!Wordless.differ(one, other), "\(name) differs in more than words")
            // GitLab's own words are a record, not ours to translate.
            #expect(other.contains("Created Release v2.3.0 with milestones Accessibility, Spring timetable"))
            // The example has a text with braces of its own; what nothing fills would be there besides.
            let places = other.matches(of: #/[^{](\{[a-z_]+\})[^}]/#).map { String($0.output.1) }
            #expect(places.allSatisfy { $0 == "{name}" }, "\(name) has a place that nothing fills")
            // The comparison can fail: a digit, an id, a line, a tag of markup, or an attribute.
            let changes: [(String, String)] = [
                ("2026-01-16 02:00:05", "2026-01-16 02:00:06"), ("2026-01-16T02:00:05Z", "2026-01-16T02:00:06Z"),
                ("7adfb04314da2d31", "7adfb04314da2d30"), ("\n", "\n\n"), ("<h2 ", "<h3 "), ("<event id", "<item id"),
                ("kind=\"release_created\"", "kind=\"release_updated\""), ("class=\"wide\"", "class=\"narrow\""),
                ("## ", "# "), ("|---|", "|---"), ("`", "'"),
            ]
            let seen = changes.filter { change in
                guard let place = other.range(of: change.0) else { return false }
                return Wordless.differ(one, other.replacingCharacters(in: place, with: change.1))
            }
            #expect(seen.count >= 4, "\(name): of \(changes.count) changes only \(seen.count) are seen")
            for change in changes where other.contains(change.0) && Wordless.isStructure(change.0, of: name) {
                #expect(seen.contains { $0 == change }, "\(name): \(change) is not seen")
            }
        }
        #expect(german["report.html"]?.contains("Was dieser Bericht nicht zeigen kann") == true)
        #expect(english["report.html"]?.contains("<html lang=\"en\">") == true)
        #expect(german["report.html"]?.contains("<html lang=\"de\">") == true)
        #expect(german["report.xml"]?.contains(" language=\"de\"") == true)
    }
}

/// What is left of a report without words.
private struct Wordless: Equatable {
    /// Every number and digest, in no order: languages put them in other places of a sentence.
    let numbers: [String]
    /// All tags with their attributes, less what is language in them.
    let tags: [String]
    /// What each line starts with: headings, points, cells, fences; languages have quotation marks of their own.
    let lines: [String]

    init(_ text: String) {
        numbers = text.replacing("&#39;", with: "'").matches(of: #/[0-9][0-9a-f]*/#).map { String($0.output) }.sorted()
        tags = text.matches(of: #/<[^>]*>/#).map {
            String($0.output).replacing(#/(lang|language|aria-label)="[^"]*"/#, with: "")
        }
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.prefix { !$0.isLetter }.filter { $0.isASCII && !$0.isNumber })
                + String(line.filter { "|`".contains($0) })
        }
    }

    static func differ(_ one: String, _ other: String) -> Bool { Self(one) != Self(other) }

    /// Whether a change of this must be seen in a file, because it is no word there.
    static func isStructure(_ text: String, of file: String) -> Bool {
        switch file {
        case "report.md": ["\n", "## ", "|---|", "`"].contains(text) || text.first?.isNumber == true
        default: text == "\n" || text.hasPrefix("<") || text.contains("=\"") || text.first?.isNumber == true
        }
    }
}
