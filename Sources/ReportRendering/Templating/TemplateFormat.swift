/// What is rendered from templates.
enum TemplateSubject: CaseIterable, Sendable {
    /// The report on a project.
    case report
    /// The index over the reports on all projects.
    case index

    /// What its templates see.
    var data: DataNode {
        switch self {
        case .report: .report
        case .index: .portfolio
        }
    }
}

/// A format that is rendered from a template.
enum TemplateFormat: CaseIterable, Sendable {
    case html
    case markdown

    /// Where the template lies in the folder of templates.
    func path(of subject: TemplateSubject) -> String {
        switch (self, subject) {
        case (.html, .report): "html/report.html.mustache"
        case (.html, .index): "html/index.html.mustache"
        case (.markdown, .report): "markdown/report.md.mustache"
        case (.markdown, .index): "markdown/index.md.mustache"
        }
    }

    /// Sets how values are escaped; the program puts it before each template, so that none can forget it.
    var contentTypeTag: String {
        switch self {
        case .html: "{{% CONTENT_TYPE:\(HTMLText.name)}}"
        case .markdown: "{{% CONTENT_TYPE:\(MarkdownText.name)}}"
        }
    }

    /// A word of the catalogue as it stands in a template, where attributes are in double quotes.
    ///
    /// Words are ours or the customer's, like templates; what is escaped is only what would be taken for markup.
    func literal(_ text: String) -> String {
        switch self {
        case .html:
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                .replacing("\"", with: "&quot;")
        case .markdown:
            String(
                text.unicodeScalars.reduce(into: String.UnicodeScalarView()) { result, scalar in
                    if "\\`*_<>&[]|~#@$^!%{}".unicodeScalars.contains(scalar) { result.append("\\") }
                    result.append(scalar)
                })
        }
    }
}
