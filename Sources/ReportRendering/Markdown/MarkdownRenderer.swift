import AuditReport
import Mustache

/// Renders a file of a report as Markdown that reads well in GitLab and in a plain viewer.
struct MarkdownRenderer {
    let templates: ReportTemplates

    func text(of page: ReportPage, of report: Report) throws(RenderingError) -> String {
        let words = try templates.words(in: report.parameters.language)
        let wordTemplates = try WordTemplates(words, for: .markdown)
        return templates.markdown.render(
            ReportData(report: report, words: words, rendersDescriptions: false, page: page).root([
                "word": .words(wordTemplates.root)
            ]), library: wordTemplates.library)
    }
}
