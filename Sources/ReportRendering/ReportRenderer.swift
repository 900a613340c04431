package import AuditReport
package import Foundation

/// Renders a report; all formats come from the one value and say the same.
package struct ReportRenderer: Sendable {
    private let templates: ReportTemplates

    package init(templates: ReportTemplates) {
        self.templates = templates
    }

    /// Hands over each file of the report in one format as soon as it is made; XML is one file, valid by its schema.
    ///
    /// The report itself comes first. A report with very many events has them in further files, see ``ReportParts``; only
    /// one file is in memory at a time.
    package func render(
        _ report: Report, as format: ReportFormat, _ receive: (RenderedFile) throws -> Void
    ) throws {
        switch format {
        case .html:
            let renderer = HTMLRenderer(templates: templates)
            try forEachPage(of: report, as: format, receive) { page in try renderer.text(of: page, of: report) }
        case .markdown:
            let renderer = MarkdownRenderer(templates: templates)
            try forEachPage(of: report, as: format, receive) { page in try renderer.text(of: page, of: report) }
        case .xml:
            let renderer = XMLRenderer(
                schema: templates.schema, words: try templates.words(in: report.parameters.language))
            try receive(RenderedFile(name: format.fileName, data: renderer.document(for: report)))
        }
    }

    private func forEachPage(
        of report: Report, as format: ReportFormat, _ receive: (RenderedFile) throws -> Void,
        text: (ReportPage) throws -> String
    ) throws {
        let parts = ReportParts(of: report)
        for part in [nil] + parts.ranges.indices.map(Optional.some) {
            let page = ReportPage(parts: parts, format: format, part: part)
            let name = part.map { parts.fileName(of: $0, as: format) } ?? format.fileName
            try receive(RenderedFile(name: name, data: Data(try text(page).utf8)))
        }
    }
}

/// One file of a rendered report.
package struct RenderedFile: Sendable {
    /// Without folders.
    package let name: String
    package let data: Data
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
