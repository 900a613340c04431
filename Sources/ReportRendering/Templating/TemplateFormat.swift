/// A format that is rendered from a template.
enum TemplateFormat: Sendable {
    case html
    case markdown

    /// Where the template lies in the folder of templates.
    var path: String {
        switch self {
        case .html: "html/report.html.mustache"
        case .markdown: "markdown/report.md.mustache"
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
