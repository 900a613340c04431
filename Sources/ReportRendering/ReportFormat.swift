/// The formats in which a report is rendered.
package enum ReportFormat: String, CaseIterable, Sendable {
    case html
    case markdown
    case xml

    /// The name of the file.
    package var fileName: String {
        switch self {
        case .html: "report.html"
        case .markdown: "report.md"
        case .xml: "report.xml"
        }
    }

    /// The name of the index over the reports on all projects.
    package var indexFileName: String {
        switch self {
        case .html: "index.html"
        case .markdown: "index.md"
        case .xml: "index.xml"
        }
    }
}
