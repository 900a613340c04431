// How a file of words is read.
extension WordCatalogue {
    /// The entries of a file: `name = text`, going on in lines that start with a space; `#` starts a line of comment.
    static func entries(in file: String) throws(WordFault) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        var open: (name: String, text: String, line: Int)?
        for (index, line) in file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let isContinued = line.first == " " || line.first == "\t"
            let content = line.trimmingSpaces
            if isContinued, !content.isEmpty {
                guard let started = open else { throw WordFault(line: index + 1, reason: .notAnEntry) }
                open = (started.name, started.text.isEmpty ? content : "\(started.text) \(content)", started.line)
                continue
            }
            if let started = open { try add(started, to: &entries) }
            open = nil
            if content.isEmpty || content.first == "#" { continue }
            guard let sign = content.firstIndex(of: "=") else {
                throw WordFault(line: index + 1, reason: .notAnEntry)
            }
            open = (content[..<sign].trimmingSpaces, content[content.index(after: sign)...].trimmingSpaces, index + 1)
        }
        if let started = open { try add(started, to: &entries) }
        for (name, entry) in entries {
            for group in groups(of: name) where entries[group] != nil {
                throw WordFault(line: entry.line, reason: .isGroup(name: group))
            }
        }
        return entries
    }

    private static func add(
        _ started: (name: String, text: String, line: Int), to entries: inout [String: Entry]
    ) throws(WordFault) {
        let (name, text, line) = started
        guard name.wholeMatch(of: /[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*(\[(one|other)\])?/) != nil else {
            throw WordFault(line: line, reason: .badName(name))
        }
        guard entries[name] == nil else { throw WordFault(line: line, reason: .twice(name: name)) }
        guard !text.isEmpty else { throw WordFault(line: line, reason: .empty(name: name)) }
        guard let parts = parts(of: text) else { throw WordFault(line: line, reason: .badBraces(name: name)) }
        entries[name] = Entry(parts: parts, line: line)
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

extension StringProtocol {
    fileprivate var trimmingSpaces: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }
}
