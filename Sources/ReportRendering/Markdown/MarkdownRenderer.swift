import AuditReport
import Mustache

/// Renders a report as Markdown that reads well in GitLab and in a plain viewer.
struct MarkdownRenderer {
    let templates: ReportTemplates

    func text(for report: Report) -> String {
        templates.markdown.render(ReportData(report: report, rendersDescriptions: false).root())
    }
}
