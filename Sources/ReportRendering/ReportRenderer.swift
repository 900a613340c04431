package import AuditReport
package import Foundation

/// Renders a report; all formats come from the one value and say the same.
package struct ReportRenderer: Sendable {
    private let templates: ReportTemplates

    package init(templates: ReportTemplates) {
        self.templates = templates
    }

    /// The bytes of the file in one format; XML is valid by its schema.
    package func render(_ report: Report, as format: ReportFormat) throws(RenderingError) -> Data {
        switch format {
        case .html: Data(HTMLRenderer(templates: templates).text(for: report).utf8)
        case .markdown: Data(MarkdownRenderer(templates: templates).text(for: report).utf8)
        case .xml: try XMLRenderer(schema: templates.schema).document(for: report)
        }
    }
}

/// Why a report could not be rendered; both cases are faults of this program.
package enum RenderingError: Error, Equatable, Sendable {
    case xmlNotWritten
    case xmlNotValid(detail: String)

    /// What went wrong.
    package var message: String {
        switch self {
        case .xmlNotWritten: "libxml2 could not write the report"
        case .xmlNotValid(let detail): "the XML report does not follow its own schema: \(detail)"
        }
    }
}
