import AuditReport
import Crypto
import Foundation
import ReleaseModel

/// Renders a file of a report as HTML that runs nothing and loads nothing.
struct HTMLRenderer {
    let templates: ReportTemplates

    func text(of page: ReportPage, of report: Report) throws(RenderingError) -> String {
        let words = try templates.words(in: report.parameters.language)
        let wordTemplates = try WordTemplates(words, for: .html)
        let data = ReportData(report: report, words: words, rendersDescriptions: true, page: page)
        let text = templates.render(
            .report, as: .html,
            data.root(extra(for: page, of: report, words).merging(["word": .words(wordTemplates.root)]) { $1 }),
            wordTemplates)
        return try templates.noticed(text, of: .report, as: .html, in: report.parameters.language)
    }

    /// What only this format shows.
    func extra(for page: ReportPage, of report: Report, _ words: WordCatalogue) -> [String: TemplateValue] {
        (page.part == nil ? PlotData(report: report, words: words).values : [:])
            .merging(frame(place: Self.place(of: report))) { $1 }
    }

    /// What every page has: how it looks, and what is printed on each sheet of it.
    func frame(place: String) -> [String: TemplateValue] {
        let margin = PageMargin.styleSheet(left: place)
        return [
            "style_sheet": .text(templates.styleSheet), "style_digest": .text(Self.source(templates.styleSheet)),
            "page_margin": .text(margin), "page_margin_digest": .text(Self.source(margin)),
            "place": .text(place),
        ].merging(templates.brandData(for: .html)) { $1 }
    }

    /// What the policy admits a style sheet by, and nothing else: its digest (CSP level 3, "hash sources"), which is over
    /// the exact text between the tags.
    private static func source(_ styleSheet: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(styleSheet.utf8))).base64EncodedString()
    }

    /// Which report a loose sheet belongs to: project, days and report id, in no language.
    private static func place(of report: Report) -> String {
        let days = report.days.map { "\($0.lowerBound)..\($0.upperBound)" }
        return [report.project.description.visibleLine, report.period?.label ?? days, report.id].compactMap { $0 }
            .joined(separator: " | ")
    }
}
