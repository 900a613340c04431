import AuditReport
import Crypto
import Foundation
import Mustache

/// Renders a report as one HTML file that runs nothing and loads nothing.
struct HTMLRenderer {
    let templates: ReportTemplates

    func text(for report: Report) throws(RenderingError) -> String {
        let styleSheet = templates.styleSheet
        // The policy admits the style sheet by its digest and nothing else: CSP level 3, "script-src and style-src
        // hash sources". It is over the exact text between the tags.
        let digest = Data(SHA256.hash(data: Data(styleSheet.utf8))).base64EncodedString()
        let words = try templates.words(in: report.parameters.language)
        let wordTemplates = try WordTemplates(words, for: .html)
        return templates.html.render(
            ReportData(report: report, words: words, rendersDescriptions: true).root(
                PlotData(report: report, words: words).values.merging([
                    "word": .words(wordTemplates.root), "style_sheet": .text(styleSheet),
                    "style_digest": .text("sha256-\(digest)"),
                ]) { $1 }), library: wordTemplates.library)
    }
}
