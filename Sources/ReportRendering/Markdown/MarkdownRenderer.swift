import AuditReport

/// Renders a file of a report as Markdown that reads well in GitLab and in a plain viewer.
struct MarkdownRenderer {
    let templates: ReportTemplates

    func text(of page: ReportPage, of report: Report) throws(RenderingError) -> String {
        let words = try templates.words(in: report.parameters.language)
        let wordTemplates = try WordTemplates(words, for: .markdown)
        let data = ReportData(report: report, words: words, rendersDescriptions: false, page: page)
        let extra = templates.brandData(for: .markdown).merging(["word": .words(wordTemplates.root)]) { $1 }
        let text = templates.render(.report, as: .markdown, data.root(extra), wordTemplates)
        return try templates.noticed(text, of: .report, as: .markdown, in: report.parameters.language)
    }
}
