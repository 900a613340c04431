/// A tag of a template: `{{#events}}`.
struct TemplateTag: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case value
        /// `{{{name}}}` and `{{&name}}`.
        case rawValue
        case section
        case inverted
        case end
        /// `{{<word.name}}`.
        case word
        /// `{{$name}}`.
        case block
        case comment
        /// What Mustache has and these templates do not: partials, other delimiters, pragmas.
        case other
    }

    let kind: Kind
    let name: String
    let line: Int
    /// As it stands in the file.
    let source: String

    /// All tags of a template; throws where a tag is not closed.
    static func all(in template: String) throws(TemplateFault) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        var line = 1
        var rest = template[...]
        while let start = rest.firstRange(of: "{{") {
            line += rest[..<start.lowerBound].count(where: \.isNewline)
            let isTriple = rest[start.upperBound...].first == "{"
            let inner = isTriple ? rest.index(after: start.upperBound) : start.upperBound
            guard let end = rest[inner...].firstRange(of: isTriple ? "}}}" : "}}") else {
                throw TemplateFault(line: line, reason: .unclosedTag)
            }
            let source = String(rest[start.lowerBound..<end.upperBound])
            tags.append(TemplateTag(rest[inner..<end.lowerBound], isRaw: isTriple, line: line, source: source))
            line += rest[start.lowerBound..<end.upperBound].count(where: \.isNewline)
            rest = rest[end.upperBound...]
        }
        return tags
    }

    private init(_ content: Substring, isRaw: Bool, line: Int, source: String) {
        let kinds: [Character: Kind] = [
            "#": .section, "^": .inverted, "/": .end, "<": .word, "$": .block, "!": .comment, "&": .rawValue,
            ">": .other, "=": .other, "%": .other,
        ]
        let sign = isRaw ? nil : content.first.flatMap { kinds[$0] }
        kind = sign ?? (isRaw ? .rawValue : .value)
        name = String(sign == nil ? content : content.dropFirst()).trimmingBlanks
        self.line = line
        self.source = source
    }
}

/// Why a template cannot be used, and where.
struct TemplateFault: Error, Equatable, Sendable {
    enum Reason: Equatable, Sendable {
        case unclosedTag
        case notAvailable(tag: String)
        case unknownName(tag: String, name: String, nearest: String?)
        case unknownWord(tag: String, name: String, nearest: String?)
        /// The word has no place of this name.
        case unknownPlace(tag: String, word: String, places: [String])
        /// Nothing fills a place of the word here.
        case unfilledPlace(tag: String, place: String)
        case isNoText(tag: String)
        case isMarkup(tag: String)
        case mustBeEscaped(tag: String)
        case unclosed(tag: String)
        case wrongEnd(tag: String, expected: String, openedAt: Int)
        case endOfNothing(tag: String)
    }

    let line: Int
    let reason: Reason
}

extension String {
    fileprivate var trimmingBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
