// How a file of words is read.
extension WordCatalogue {
    /// The entries of a file in the form of ``NamedText``.
    static func entries(in file: String) throws(WordFault) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for text in try NamedText.all(in: file) {
            guard let parts = parts(of: text.text) else {
                throw WordFault(line: text.line, reason: .badBraces(name: text.name))
            }
            guard entries.updateValue(Entry(parts: parts, line: text.line), forKey: text.name) == nil else {
                throw WordFault(line: text.line, reason: .twice(name: text.name))
            }
        }
        for (name, entry) in entries {
            for group in groups(of: name) where entries[group] != nil {
                throw WordFault(line: entry.line, reason: .isGroup(name: group))
            }
        }
        return entries
    }

    /// Splits a text at its placeholders; nil where a brace has no partner or no name.
    private static func parts(of text: String) -> [Entry.Part]? {
        var parts: [Entry.Part] = []
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
            guard let match = rest[brace...].prefixMatch(of: /\{([a-z][a-z0-9_]*)\}/) else { return nil }
            parts.append(.placeholder(String(match.output.1)))
            rest = rest[match.range.upperBound...]
        }
        return rest.isEmpty ? parts : parts + [.text(String(rest))]
    }

    /// The names of which a name is a part: for `a.b.c` these are `a` and `a.b`.
    private static func groups(of name: String) -> [String] {
        let steps = name.split(separator: ".")
        return steps.indices.dropFirst().map { steps[..<$0].joined(separator: ".") }
    }
}
