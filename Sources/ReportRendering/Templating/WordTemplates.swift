import Mustache

/// The words of one language as the templates of one format see them.
///
/// An entry is a small template: `{name}` is the block `name`, which holds the value `name` unless the template fills it
/// with something else. So `{{word.time.between}}` prints a text, and
/// `{{<word.time.between}}{{$after}}<time>{{after}}</time>{{/after}}{{/word.time.between}}` puts markup into it.
struct WordTemplates: Sendable {
    /// For `{{<word.name}}`.
    let library: MustacheLibrary
    /// For `{{word.name}}`.
    let root: WordGroup

    init(_ catalogue: WordCatalogue, for format: TemplateFormat) throws(RenderingError) {
        var templates: [String: MustacheTemplate] = [:]
        var root = WordGroup()
        for (name, entry) in catalogue.entries where !name.hasSuffix("]") {
            let text = entry.parts.map { part in
                switch part {
                case .text(let text): format.literal(text)
                case .placeholder(let name): "{{$\(name)}}{{\(name)}}{{/\(name)}}"
                }
            }.joined()
            do {
                let template = try MustacheTemplate(string: format.contentTypeTag + text)
                templates["word.\(name)"] = template
                root.insert(template, at: name.split(separator: ".").map(String.init))
            } catch {
                throw .wordNotUsable(name)
            }
        }
        library = MustacheLibrary(templates: templates)
        self.root = root
    }
}

/// A step on the way to an entry: `word.time` of `word.time.between`.
struct WordGroup: MustacheParent, Sendable {
    private var templates: [String: MustacheTemplate] = [:]
    private var groups: [String: WordGroup] = [:]

    func child(named name: String) -> Any? {
        templates[name] ?? groups[name]
    }

    fileprivate mutating func insert(_ template: MustacheTemplate, at path: [String]) {
        guard let first = path.first else { return }
        if path.count == 1 {
            templates[first] = template
        } else {
            groups[first, default: WordGroup()].insert(template, at: Array(path.dropFirst()))
        }
    }
}
