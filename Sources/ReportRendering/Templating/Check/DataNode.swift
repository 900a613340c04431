/// The names that a template sees in one place, such as at an event.
///
/// What is declared here is what templates are checked against and what <doc:TemplateData> is written from; a test holds
/// it against the data of real reports.
final class DataNode: Sendable {
    /// What it is, such as `event`.
    let title: String
    private let all: [DataField]

    init(_ title: String, _ fields: [DataField]) {
        self.title = title
        all = fields
    }

    subscript(name: String) -> DataField? { all.first { $0.name == name } }

    func fields(in format: TemplateFormat) -> [DataField] { all.filter { $0.formats.contains(format) } }

    var fields: [DataField] { all }
}

/// A name that a template sees.
struct DataField: Sendable {
    enum Kind: Sendable {
        /// Made by the program of letters, digits and signs that act nowhere: ids, digests, numbers, times.
        case plain
        /// Anybody's; always escaped.
        case text
        /// One line of anybody's, for a block of code: escaped in HTML, as it is in Markdown.
        case line
        /// Made safe by the program; as it is, `{{{name}}}`.
        case markup
        case truth
        case node(DataNode)
        case list(DataNode)
    }

    let name: String
    let kind: Kind
    let meaning: String
    var formats: Set<TemplateFormat> = [.html, .markdown]

    /// What a section of the name shows, if it is more than a question.
    var node: DataNode? {
        switch kind {
        case .node(let node), .list(let node): node
        case .plain, .text, .line, .markup, .truth: nil
        }
    }

    var isText: Bool {
        switch kind {
        case .plain, .text, .line: true
        case .markup, .truth, .node, .list: false
        }
    }

    static func plain(_ name: String, _ meaning: String) -> Self { Self(name: name, kind: .plain, meaning: meaning) }
    static func text(_ name: String, _ meaning: String) -> Self { Self(name: name, kind: .text, meaning: meaning) }
    static func line(_ name: String, _ meaning: String) -> Self { Self(name: name, kind: .line, meaning: meaning) }
    static func markup(_ name: String, _ meaning: String) -> Self { Self(name: name, kind: .markup, meaning: meaning) }
    static func truth(_ name: String, _ meaning: String) -> Self { Self(name: name, kind: .truth, meaning: meaning) }

    static func node(_ name: String, _ node: DataNode, _ meaning: String) -> Self {
        Self(name: name, kind: .node(node), meaning: meaning)
    }

    static func list(_ name: String, _ node: DataNode, _ meaning: String) -> Self {
        Self(name: name, kind: .list(node), meaning: meaning)
    }

    /// The field, where only one format has it.
    func only(in format: TemplateFormat) -> Self {
        var field = self
        field.formats = [format]
        return field
    }
}
