/// An entry of a file of texts: `name = text`, going on in lines that start with a space; `#` starts a line of comment.
///
/// Word catalogues and brand files have this form.
struct NamedText {
    let name: String
    let text: String
    /// Where it starts, from 1.
    let line: Int

    /// The entries of a file in their order.
    static func all(in file: String) throws(WordFault) -> [NamedText] {
        var texts: [NamedText] = []
        var open: NamedText?
        for (index, line) in file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let isContinued = line.first == " " || line.first == "\t"
            let content = line.trimmingSpaces
            if isContinued, !content.isEmpty {
                guard let started = open else { throw WordFault(line: index + 1, reason: .notAnEntry) }
                let text = started.text.isEmpty ? content : "\(started.text) \(content)"
                open = NamedText(name: started.name, text: text, line: started.line)
                continue
            }
            if let started = open { try add(started, to: &texts) }
            open = nil
            if content.isEmpty || content.first == "#" { continue }
            guard let sign = content.firstIndex(of: "=") else {
                throw WordFault(line: index + 1, reason: .notAnEntry)
            }
            open = NamedText(
                name: content[..<sign].trimmingSpaces, text: content[content.index(after: sign)...].trimmingSpaces,
                line: index + 1)
        }
        if let started = open { try add(started, to: &texts) }
        return texts
    }

    private static func add(_ entry: NamedText, to texts: inout [NamedText]) throws(WordFault) {
        guard entry.name.wholeMatch(of: /[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)*(\[(one|other)\])?/) != nil else {
            throw WordFault(line: entry.line, reason: .badName(entry.name))
        }
        guard !entry.text.isEmpty else { throw WordFault(line: entry.line, reason: .empty(name: entry.name)) }
        texts.append(entry)
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
