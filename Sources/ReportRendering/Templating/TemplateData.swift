/// The documentation of what templates see, written from its declaration.
package enum TemplateData {
    /// The article, as Markdown.
    package static var article: String {
        var nodes: [DataNode] = []
        for subject in TemplateSubject.allCases { collect(subject.data, into: &nodes) }
        return introduction + nodes.map(section).joined()
    }

    private static let introduction = """
        # Template data

        What templates see: `html/report.html.mustache` and `markdown/report.md.mustache` the report on a project,
        `html/index.html.mustache` and `markdown/index.md.mustache` the index over all projects.

        This page is written by `release-audit templates data`. Templates are Mustache; `release-audit templates check`
        holds one against these names and says file, line and tag of what is wrong.

        - A **plain** value is made by the program of letters, digits and signs that act nowhere. A **text** or a **line** can be
          anybody's. All are escaped: `{{name}}`. In a block of code in Markdown, a plain value or a line stands as it is:
          `{{{name}}}`.
        - **Markup** is made safe by the program and stands as it is: `{{{name}}}`.
        - A **truth** is for sections alone: `{{#name}}...{{/name}}`, or `{{^name}}` where it is not so. A text is true where there is one.
        - A **node** or a **list** opens a section in which its own names are seen, and those around it.
        - A word of the language is `{{word.name}}`, with the names of `words/en.words`. Its places are filled with the values of
          the same names, or with what a block says: `{{<word.time.not-later}}{{$by}}<b>{{by}}</b>{{/by}}{{/word.time.not-later}}`.

        Values are never read as templates. Partials, other delimiters and functions are not available.

        """

    private static func collect(_ node: DataNode, into nodes: inout [DataNode]) {
        guard !nodes.contains(where: { $0 === node }), !node.fields.isEmpty else { return }
        nodes.append(node)
        for field in node.fields {
            if let inner = field.node { collect(inner, into: &nodes) }
        }
    }

    private static func section(_ node: DataNode) -> String {
        let rows = node.fields.map { field in
            let formats =
                field.formats.count == 1 ? (field.formats.contains(.html) ? " HTML only." : " Markdown only.") : ""
            return "| `\(field.name)` | \(field.kind.words) | \(field.meaning)\(formats) |\n"
        }
        return
            "\n## \(node.title.prefix(1).uppercased())\(node.title.dropFirst())\n\n| Name | Kind | What it is |\n|---|---|---|\n"
            + rows.joined()
    }
}

extension DataField.Kind {
    fileprivate var words: String {
        switch self {
        case .plain: "plain"
        case .text: "text"
        case .line: "line"
        case .markup: "markup"
        case .truth: "truth"
        case .node(let node): "node: \(node.title)"
        case .list(let node): "list: \(node.title)"
        }
    }
}
