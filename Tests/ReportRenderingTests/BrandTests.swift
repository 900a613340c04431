import AuditReport
import Foundation
import ReleaseModel
import Testing

@testable import ReportRendering

@Suite("A brand is read, or refused with line and reason")
struct BrandTests {
    @Test(
        arguments: [
            ("organization = Harbour\nfooter", 2, BrandFault.Reason.entry(.notAnEntry)),
            ("organization =", 1, .entry(.empty(name: "organization"))),
            ("Organization = Harbour", 1, .entry(.badName("Organization"))),
            ("footer = Pier 7", nil, .entry(.missing(name: "organization"))),
            ("organization = A\n\norganization = B", 3, .entry(.twice(name: "organization"))),
            ("organisation = A", 1, .entry(.unknown(name: "organisation", nearest: "organization"))),
            ("organization = A\nlink.lihgt = #000000", 2, .entry(.unknown(name: "link.lihgt", nearest: "link.light"))),
            ("organization = A\nlink.light = blue", 2, .notAColour("link.light")),
            ("organization = A\nbar.dark = #fffffg", 2, .notAColour("bar.dark")),
            ("organization = A\nbar.dark = #fff; } body { display: none", 2, .notAColour("bar.dark")),
            ("organization = A\u{202E}B", 1, .notALine("organization", limit: 200)),
            ("organization = A\u{0}B", 1, .notALine("organization", limit: 200)),
            ("organization = A\nfooter = B\u{1B}[2J", 2, .notALine("footer", limit: 500)),
            ("organization = " + String(repeating: "é", count: 101), 1, .notALine("organization", limit: 200)),
            ("organization = A\nfooter = " + String(repeating: "x", count: 501), 2, .notALine("footer", limit: 500)),
            ("# " + String(repeating: "x", count: 16 << 10), nil, .tooLarge),
        ] as [(String, Int?, BrandFault.Reason)])
    func saysWhatIsWrong(file: String, line: Int?, reason: BrandFault.Reason) {
        #expect(throws: BrandFault(line: line, reason: reason)) { try BrandForm(Data(file.utf8)) }
    }

    @Test func refusesWhatIsNoText() {
        #expect(throws: BrandFault(line: nil, reason: .notText)) { try BrandForm(Data([0x6F, 0xFF])) }
    }

    @Test func readsAllThatCanBeSaid() throws {
        let form = try BrandForm(
            Data("# ours\norganization = Harbour\n  Ferries {x}\nfooter = <b>Pier</b> 7\nlink.dark = #7FC4F0\n".utf8))
        #expect(form.organization == "Harbour Ferries {x}")
        #expect(form.footer == "<b>Pier</b> 7")
        #expect(form.logo == nil)
        #expect(form.colours.map(\.name) == ["link.dark"])
        #expect(form.colours.map(\.colour.text) == ["#7fc4f0"])
    }

    /// Ratios as other calculators of WCAG contrast have them, cut off after two digits.
    @Test(arguments: [("#000000", "#ffffff", 2100), ("#777777", "#ffffff", 447), ("#767676", "#ffffff", 454)])
    func measuresContrast(one: String, other: String, hundredths: Int) throws {
        let ratio = try #require(Colour(text: one)).contrast(to: #require(Colour(text: other)))
        #expect(Int(ratio * 100) == hundredths)
    }

    @Test(
        arguments: [
            (
                "link.light = #777777",
                "'link.light' is hard to see: #777777 on #ffffff has a contrast of 4.47 to 1; at least 4.50 is needed"
            ),
            // Seen on white, and not in the shaded box.
            (
                "link.light = #767676",
                "'link.light' is hard to see: #767676 on #f4f6f8 has a contrast of 4.19 to 1; at least 4.50 is needed"
            ),
            (
                "link.dark = #0b57a4",
                "'link.dark' is hard to see: #0b57a4 on #14181d has a contrast of 2.47 to 1; at least 4.50 is needed"
            ),
            (
                "bar.light = #ffcc00",
                "'bar.light' is hard to see: #ffcc00 on #ffffff has a contrast of 1.51 to 1; at least 3.00 is needed"
            ),
            (
                "bar.dark = #333333",
                "'bar.dark' is hard to see: #333333 on #14181d has a contrast of 1.41 to 1; at least 3.00 is needed"
            ),
        ])
    func refusesColoursThatAreHardToSee(entry: String, words: String) throws {
        try Self.withFiles(["a.brand": "organization = A\n\(entry)\n"]) { folder in
            let brand = try Brand(path: "\(folder)/a.brand")
            var templates = try ReportTemplates.builtIn()
            let error = #expect(throws: TemplateError.self) { try templates.bear(brand) }
            #expect(error?.message == "\(folder)/a.brand: line 2: \(words)")
        }
    }

    @Test func theProgramsOwnColoursAreSeen() throws {
        let sheet = try ReportTemplates.builtIn().styleSheet
        let colours = StyleSheetColours(sheet)
        for scheme in ColourScheme.allCases {
            for use in BrandColour.Use.allCases {
                let own = try #require(colours[use.rawValue, scheme])
                #expect(use.grounds.allSatisfy { colours[$0, scheme] != nil }, "\(scheme) lacks a ground")
                #expect(BrandColour(use: use, scheme: scheme, colour: own, line: 1).fault(on: colours) == nil)
            }
        }
    }

    @Test func theExampleCanBeUsed() throws {
        var templates = try ReportTemplates.builtIn()
        let brand = try #require(try Brand(keptIn: ReportTemplates.exampleBrand))
        try templates.bear(brand)
        #expect(templates.replaced == [Brand.logoPath, Brand.path])
        #expect(brand.colours.count == 4)
        #expect(brand.digests.count == 2)
        // What was kept with the brand gives the same templates.
        #expect(try ReportTemplates(kept: templates.files).styleSheet == templates.styleSheet)
    }

    @Test func namesTheFileThatIsWrong() throws {
        try Self.withFiles(["a.brand": "organization = A\nlogo = l.svg", "l.svg": "<svg/>"]) { folder in
            let error = #expect(throws: TemplateError.self) { try Brand(path: "\(folder)/a.brand") }
            #expect(error?.message == "\(folder)/l.svg: line 1: <svg> has no 'viewBox' of four numbers")
        }
        try Self.withFiles(["a.brand": "organization = A\nlogo = gone.svg"]) { folder in
            let error = #expect(throws: TemplateError.self) { try Brand(path: "\(folder)/a.brand") }
            #expect(error?.message == "\(folder)/gone.svg: the file cannot be read")
        }
        #expect(throws: TemplateError.self) { try Brand(path: "/dev/zero") }
        #expect(throws: TemplateError.self) { try Brand(path: "/dev") }
    }

    /// Words of a brand are shown as they are, whatever they hold; nothing of them becomes markup, template or style.
    @Test func wordsAreNoMarkup() throws {
        let report = try SampleReport.report(of: [("2026-01-01", [])])
        let unbranded = try ReportTemplates.builtIn()
        func rendered(_ words: String, as format: ReportFormat) throws -> String {
            let content = Data("organization = \(words)\nfooter = \(words)\n".utf8)
            var templates = unbranded
            try templates.bear(#require(try Brand(keptIn: [Brand.path: content])))
            let file = try #require(ReportRenderer(templates: templates).files(of: report, as: format).first)
            return String(decoding: try file.rendered(), as: UTF8.self)
        }
        let (html, markdown) = (try rendered("PLAIN", as: .html), try rendered("PLAIN", as: .markdown))
        #expect(html.ranges(of: "PLAIN").count == 2)
        #expect(markdown.ranges(of: "PLAIN").count == 2)
        var (shown, refused) = (0, 0)
        for words in try Self.payloads() {
            let content = Data("organization = \(words)\nfooter = \(words)\n".utf8)
            guard let form = try? BrandForm(content) else {
                #expect(throws: TemplateError.self) { try rendered(words, as: .html) }
                refused += 1
                continue
            }
            shown += 1
            let text = form.organization.visibleLine
            #expect(
                try rendered(words, as: .html) == html.replacing("PLAIN", with: HTMLText().escapeText(text)), "\(words)"
            )
            #expect(
                try rendered(words, as: .markdown)
                    == markdown.replacing("PLAIN", with: MarkdownText().escapeText(text)),
                "\(words)")
        }
        #expect(shown > 10, "\(shown) shown, \(refused) refused")
        #expect(refused > 2, "\(shown) shown, \(refused) refused")
    }

    /// Hostile texts, one of each kind of those that go through every field of a report.
    private static func payloads() throws -> [String] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Injection/payloads.json")
        let entries = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]])
        let firsts = Dictionary(entries.map { ($0["kind"] as? String ?? "", $0) }) { first, _ in first }
        return try firsts.sorted { $0.key < $1.key }.map { _, entry in
            if let text = entry["text"] as? String { return text }
            let repeated = try #require(entry["repeat"] as? [Any])
            return String(repeating: try #require(repeated[0] as? String), count: try #require(repeated[1] as? Int))
        }
    }

    static func withFiles(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        try body(folder.path)
    }
}
