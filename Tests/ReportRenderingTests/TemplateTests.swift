import AuditReport
import Foundation
import ReleaseModel
import Testing

@testable import ReportRendering

@Suite("Templates are held against what they will see")
struct TemplateTests {
    private func faults(
        _ template: String, _ format: TemplateFormat = .html, of subject: TemplateSubject = .report
    ) throws -> [TemplateFault] {
        try TemplateChecker(subject: subject, format: format, words: .builtIn(.english)).faults(in: template)
    }

    @Test(
        arguments: [
            (
                "a\n{{projct}}", 2,
                TemplateFault.Reason.unknownName(tag: "{{projct}}", name: "projct", nearest: "project")
            ),
            ("{{#events}}{{actoin}}{{/events}}", 1, .unknownName(tag: "{{actoin}}", name: "actoin", nearest: "action")),
            ("{{#events}}\n{{#changes}}\n{{/changes}}\n", 1, .unclosed(tag: "{{#events}}")),
            (
                "{{#events}}\n{{/notices}}{{/events}}", 2,
                .wrongEnd(tag: "{{/notices}}", expected: "events", openedAt: 1)
            ),
            ("{{/events}}", 1, .endOfNothing(tag: "{{/events}}")),
            ("\n\n{{project", 3, .unclosedTag),
            ("{{events}}", 1, .isNoText(tag: "{{events}}")),
            ("{{totals_hold}}", 1, .isNoText(tag: "{{totals_hold}}")),
            ("{{style_sheet}}", 1, .isMarkup(tag: "{{style_sheet}}")),
            ("{{{project}}}", 1, .mustBeEscaped(tag: "{{{project}}}")),
            ("{{&project}}", 1, .mustBeEscaped(tag: "{{&project}}")),
            ("{{> header}}", 1, .notAvailable(tag: "{{> header}}")),
            ("{{=<% %>=}}", 1, .notAvailable(tag: "{{=<% %>=}}")),
            ("{{% CONTENT_TYPE:TEXT}}", 1, .notAvailable(tag: "{{% CONTENT_TYPE:TEXT}}")),
            ("{{uppercased(project)}}", 1, .notAvailable(tag: "{{uppercased(project)}}")),
            ("{{$by}}{{/by}}", 1, .notAvailable(tag: "{{$by}}")),
            (
                "{{word.title.pages}}", 1,
                .unknownWord(tag: "{{word.title.pages}}", name: "word.title.pages", nearest: "word.title.page")
            ),
            ("{{word.time.not-later}}", 1, .unfilledPlace(tag: "{{word.time.not-later}}", place: "by")),
            (
                "{{<word.title.page}}{{$name}}{{/name}}{{/word.title.page}}", 1,
                .unknownPlace(tag: "{{$name}}", word: "word.title.page", places: ["period", "project"])
            ),
        ])
    func saysWhatIsWrong(template: String, line: Int, reason: TemplateFault.Reason) throws {
        #expect(try faults(template) == [TemplateFault(line: line, reason: reason)])
    }

    @Test func codeInMarkdownMayShowWhatIsPlain() throws {
        #expect(try faults("`{{{tool_version}}}` {{{filter_options}}}", .markdown) == [])
        #expect(try faults("{{{project}}}", .markdown).count == 1)
        #expect(try faults("{{{description_html}}}", .markdown).count == 1)
    }

    @Test func theProgramsOwnTemplatesAreRight() throws {
        let templates = try ReportTemplates.builtIn()
        for subject in TemplateSubject.allCases {
            for format in TemplateFormat.allCases {
                let path = format.path(of: subject)
                let content = try #require(templates.files[path] ?? templates.indexFiles[path])
                #expect(try faults(String(decoding: content, as: UTF8.self), format, of: subject) == [])
            }
        }
    }

    @Test func messagesNameFileLineAndTag() {
        let error = TemplateError(
            file: "html/report.html.mustache", line: 12,
            reason: .tag(.unknownName(tag: "{{#evnts}}", name: "evnts", nearest: "events")))
        #expect(
            error.message
                == "html/report.html.mustache: line 12: {{#evnts}}: there is no 'evnts' here; is 'events' meant?")
    }

    /// The declaration and the data agree, name by name; a name that only one of them has is found.
    @Test func theDataIsAsDeclared() throws {
        let report = try Self.everything()
        let words = try WordCatalogue.builtIn(.english)
        var templates = try ReportTemplates.builtIn()
        try templates.bear(#require(try Brand(keptIn: ReportTemplates.exampleBrand)))
        let parts = ReportParts(of: report)
        let page = ReportPage(parts: parts, format: .html, part: nil)
        let html = ReportData(report: report, words: words, rendersDescriptions: true, page: page)
            .root(HTMLRenderer(templates: templates).extra(for: page, of: report, words))
        let markdown = ReportData(
            report: report, words: words, rendersDescriptions: false,
            page: ReportPage(parts: parts, format: .markdown, part: nil)
        ).root(templates.brandData(for: .markdown))
        var faults: [String] = []
        var seen = Set<String>()
        compare(html, DataNode.report, .html, &faults, &seen)
        compare(markdown, DataNode.report, .markdown, &faults, &seen)
        #expect(faults == [])
        #expect(seen.count >= 25, "the report does not show all there is: \(seen.sorted())")
        compare(TemplateNode(["nobody": .text("declared this")]), DataNode.report, .html, &faults, &seen)
        #expect(!faults.isEmpty, "the comparison finds nothing")
    }

    @Test func theDataOfTheIndexIsAsDeclared() throws {
        let report = try Self.everything()
        let file = DeliveredFile(name: "report.html", byteCount: 1, digest: Digest(of: [1]))
        let outcomes: [PortfolioLine.Outcome] = [.reported(ReportFigures(of: report), [file]), .noSnapshotYet, .failed]
        let portfolio = Portfolio(
            report.parameters, outcomes.map { PortfolioLine(project: report.project, folder: "x", outcome: $0) })
        let data = PortfolioData(
            portfolio: portfolio, words: try WordCatalogue.builtIn(.english), formats: ReportFormat.allCases)
        var templates = try ReportTemplates.builtIn()
        try templates.bear(#require(try Brand(keptIn: ReportTemplates.exampleBrand)))
        let frame = HTMLRenderer(templates: templates).frame(place: "x")
        var faults: [String] = []
        var seen = Set<String>()
        compare(data.root(frame), DataNode.portfolio, .html, &faults, &seen)
        compare(data.root(templates.brandData(for: .markdown)), DataNode.portfolio, .markdown, &faults, &seen)
        #expect(faults == [])
        #expect(
            seen.isSuperset(of: ["project", "count", "rule and how often it fired", "file of a report", "setting"]))
    }

    private func compare(
        _ node: TemplateNode, _ declared: DataNode, _ format: TemplateFormat, _ faults: inout [String],
        _ seen: inout Set<String>
    ) {
        seen.insert(declared.title)
        let names = Set(declared.fields(in: format).map(\.name))
        for name in names.subtracting(node.names) where name != "word" {
            faults.append("\(declared.title): \(name) is declared and not there")
        }
        for name in node.names.subtracting(names) where declared[name] == nil {
            faults.append("\(declared.title): \(name) is there and not declared")
        }
        for field in declared.fields(in: format) {
            guard let value = node[field.name] else { continue }
            switch (field.kind, value) {
            case (.node, .none), (.text, .none), (.plain, .none),
                (.line, .none), (.markup, .none), (.node, .words):
                break
            case (.truth, .truth): break
            case (.truth, _): faults.append("\(declared.title): \(field.name) is no truth")
            case (.node(let inner), .node(let node)), (.list(let inner), .node(let node)):
                compare(node, inner, format, &faults, &seen)
            case (.node(let inner), .list(let nodes)), (.list(let inner), .list(let nodes)):
                for node in nodes { compare(node, inner, format, &faults, &seen) }
            case (.node(let inner), .rows(let rows)), (.list(let inner), .rows(let rows)):
                for node in Array(rows) { compare(node, inner, format, &faults, &seen) }
            case (.node, _), (.list, _): faults.append("\(declared.title): \(field.name) has no names")
            case (_, .text), (_, .deferred): break
            case (_, _): faults.append("\(declared.title): \(field.name) is no text")
            }
        }
    }

    /// A report in which every list has an element.
    private static func everything() throws -> Report {
        func document(_ tag: String, _ rest: String) -> String {
            #"{"tag_name":"\#(tag)","tag_path":"/harbour/ferry/-/tags/x","released_at":"2026-01-01T00:00:00Z",\#(rest)}"#
        }
        let old = document(
            "v1",
            #""name":"One","description":"a\nb","created_at":"2025-12-01T00:00:00Z","author":{"id":1,"name":"A"},"#
                + #""milestones":[{"id":1,"title":"M"}],"evidences":[{"sha":"e","collected_at":"2025-12-01T00:00:01Z"}],"#
                + #""assets":{"links":[{"id":1,"name":"l","url":"https://x.example/"}]}"#)
        let edited = document(
            "v1",
            #""name":"Won","description":"a\nc","created_at":"2025-12-01T00:00:00Z","author":{"id":1,"name":"A"},"#
                + #""milestones":[],"evidences":[{"sha":"e","collected_at":"2025-12-01T00:00:01Z"}],"#
                + #""assets":{"links":[{"id":1,"name":"l","url":"https://x.example/"}]}"#)
        let new = document("v2", #""name":"Two","created_at":"2026-01-03T00:00:00Z","evidences":[]"#)
        return try SampleReport.report(of: [
            ("2026-01-01", [old]), ("2026-01-03", [new, edited]), ("2026-01-05", [new, edited]),
        ])
    }

    @Test func theArticleIsWrittenFromTheDeclaration() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Sources/ReportRendering/ReportRendering.docc/TemplateData.md")
        if ProcessInfo.processInfo.environment["RELEASE_AUDIT_RECORD"] != nil {
            try TemplateData.article.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(
            try String(contentsOf: file, encoding: .utf8) == TemplateData.article, "run release-audit templates data")
    }
}
