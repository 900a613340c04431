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
        case .html: Data(try HTMLRenderer(templates: templates).text(for: report).utf8)
        case .markdown: Data(try MarkdownRenderer(templates: templates).text(for: report).utf8)
        case .xml:
            try XMLRenderer(schema: templates.schema, words: templates.words(in: report.parameters.language))
                .document(for: report)
        }
    }
}

/// Why a report could not be rendered; all cases are faults of this program.
package enum RenderingError: Error, Equatable, Sendable {
    case wordNotUsable(String)
    case xmlNotWritten
    case xmlNotValid(detail: String)

    /// What went wrong.
    package var message: String {
        switch self {
        case .wordNotUsable(let name): "the word '\(name)' cannot be made a template"
        case .xmlNotWritten: "libxml2 could not write the report"
        case .xmlNotValid(let detail): "the XML report does not follow its own schema: \(detail)"
        }
    }
}
