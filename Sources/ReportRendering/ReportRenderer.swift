package import AuditReport
package import Foundation

/// Renders a report; all formats come from the one value and say the same.
package struct ReportRenderer: Sendable {
    private let templates: ReportTemplates

    package init(templates: ReportTemplates) {
        self.templates = templates
    }

    /// The files of the report in one format, each rendered when it is asked for; XML is one file, valid by its schema.
    ///
    /// The report itself comes first. A report with very many events has them in further files, see ``ReportParts``.
    ///
    /// - Parameter rowMade: Called on any thread for each row, see ``rowCount(of:as:)``.
    package func files(
        of report: Report, as format: ReportFormat, rowMade: @escaping @Sendable () -> Void = {}
    ) -> [ReportFile] {
        switch format {
        case .html:
            let renderer = HTMLRenderer(templates: templates)
            return pages(of: report, as: format, rowMade) { page in try renderer.text(of: page, of: report) }
        case .markdown:
            let renderer = MarkdownRenderer(templates: templates)
            return pages(of: report, as: format, rowMade) { page in try renderer.text(of: page, of: report) }
        case .xml:
            return [
                ReportFile(name: format.fileName, format: format) { [templates] in
                    try XMLRenderer(
                        schema: templates.schema, words: try templates.words(in: report.parameters.language)
                    ).document(for: report, rowMade: rowMade)
                }
            ]
        }
    }

    /// How many events and releases the files of a format list, counted as often as the built-in templates list them.
    package static func rowCount(of report: Report, as format: ReportFormat) -> Int {
        let once = report.events.count + report.baseline.count + report.releases.count
        // HTML and Markdown have a table of the events before the events in detail, and one of the exceptional ones.
        return switch format {
        case .html, .markdown: once + report.events.count + report.exceptional.count
        case .xml: once
        }
    }

    private func pages(
        of report: Report, as format: ReportFormat, _ rowMade: @escaping @Sendable () -> Void,
        text: @escaping @Sendable (ReportPage) throws -> String
    ) -> [ReportFile] {
        let parts = ReportParts(of: report)
        return ([nil] + parts.ranges.indices.map(Optional.some)).map { part in
            let page = ReportPage(parts: parts, format: format, part: part, rowMade: rowMade)
            let name = part.map { parts.fileName(of: $0, as: format) } ?? format.fileName
            return ReportFile(name: name, format: format) { Data(try text(page).utf8) }
        }
    }
}

/// One file of a report, to be rendered: on any thread, so that several can be in the making at once.
package struct ReportFile: Sendable {
    /// Without folders.
    package let name: String
    package let format: ReportFormat
    /// Renders the file.
    package let rendered: @Sendable () throws -> Data
}

/// Why a report could not be rendered; a fault of this program, unless it is about templates.
package enum RenderingError: Error, Equatable, Sendable {
    case wordNotUsable(String)
    case xmlNotWritten
    case xmlNotValid(detail: String)
    /// A page of somebody else's templates would run or load something, or hide that it is theirs.
    case pageRefused(String)

    /// Whether the templates are to be mended, and not the program.
    package var isAboutTemplates: Bool {
        switch self {
        case .pageRefused: true
        case .wordNotUsable, .xmlNotWritten, .xmlNotValid: false
        }
    }

    /// What went wrong.
    package var message: String {
        switch self {
        case .wordNotUsable(let name): "the word '\(name)' cannot be made a template"
        case .pageRefused(let detail): detail
        case .xmlNotWritten: "libxml2 could not write the report"
        case .xmlNotValid(let detail): "the XML report does not follow its own schema: \(detail)"
        }
    }
}
