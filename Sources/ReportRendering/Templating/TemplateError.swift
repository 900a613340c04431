import ReleaseModel

/// Why a template cannot be used.
package struct TemplateError: Error, Equatable, Sendable {
    enum Reason: Equatable, Sendable {
        case missingFolder
        case unreadable
        case syntax(String)
        /// The schema is a contract with those who read the XML, and cannot be replaced.
        case otherSchema
        case words(WordFault.Reason)
        case brand(BrandFault.Reason)
        case logo(LogoFault.Reason)
        case tag(TemplateFault.Reason)
        /// It would run or load something.
        case acts(String)
    }

    package let file: String
    package let line: Int?
    let reason: Reason

    /// What is wrong and where.
    package var message: String {
        let place = [file, line.map { "line \($0)" }].compactMap { $0 }.joined(separator: ": ")
        return switch reason {
        case .missingFolder: "\(place): there is no such folder of templates"
        case .unreadable: "\(place): the file cannot be read"
        case .otherSchema: "\(place): the schema is not the one of this version of the program"
        case .words(let reason): "\(place): \(reason.words)"
        case .brand(let reason): "\(place): \(reason.words)"
        case .logo(let reason): "\(place): \(reason.words)"
        case .tag(let reason): "\(place): \(reason.words)"
        case .acts(let what): "\(place): \(what.withoutControls) would run or load something"
        case .syntax(let detail): "\(place): the template cannot be parsed: \(detail)"
        }
    }

    /// What to do next.
    package var hint: String {
        switch reason {
        case .brand(.contrast): "take a darker colour for light pages, and a lighter one for dark pages"
        case .brand: "'release-audit templates export' writes an example, in its folder 'brand'"
        case .logo(.text): "turn letters into paths before you save it"
        case .logo: "save it as plain SVG, with fill and stroke as attributes, of shapes and paths alone"
        case .unreadable: "check its name and mode"
        case .acts: "a report runs nothing and loads nothing; take it out"
        case .missingFolder, .syntax, .otherSchema, .words, .tag:
            "compare it with the built-in one, in the folder Templates"
        }
    }
}

extension WordFault.Reason {
    var words: String {
        switch self {
        case .notAnEntry: "the line is neither 'name = text' nor does it go on with such a line"
        case .badName(let name): "'\(name.withoutControls)' is no name of an entry"
        case .badBraces(let name): "a brace in '\(name)' is not part of a {placeholder}"
        case .empty(let name): "'\(name)' has no text"
        case .twice(let name): "'\(name)' is there twice"
        case .isGroup(let name): "'\(name)' is an entry and the beginning of another's name"
        case .missing(let name): "the entry '\(name)' is missing"
        case .unknown(let name, let nearest):
            "there is no entry '\(name)'" + (nearest.map { "; is '\($0)' meant?" } ?? "")
        case .otherPlaceholders(let name, let expected):
            "'\(name)' must hold "
                + (expected.isEmpty ? "no placeholder" : expected.map { "{\($0)}" }.joined(separator: ", "))
        }
    }
}

extension TemplateFault.Reason {
    fileprivate var words: String {
        switch self {
        case .unclosedTag: "a tag is not closed"
        case .notAvailable(let tag): "\(tag.withoutControls): templates of reports do not have this"
        case .unknownName(let tag, let name, let nearest): "\(tag.withoutControls): \(Self.unknown(name, nearest))"
        case .unknownWord(let tag, let name, let nearest): "\(tag.withoutControls): \(Self.unknown(name, nearest))"
        case .unknownPlace(let tag, let word, let places):
            "\(tag.withoutControls): '\(word)' has "
                + (places.isEmpty ? "no places" : "only the places \(places.joined(separator: ", "))")
        case .unfilledPlace(let tag, let place):
            "\(tag.withoutControls): nothing here is called '\(place)'; fill it with {{$\(place)}}...{{/\(place)}}"
        case .isNoText(let tag): "\(tag.withoutControls): this is no text; it can only open a section"
        case .isMarkup(let tag): "\(tag.withoutControls): this is markup; it is shown with three braces"
        case .mustBeEscaped(let tag): "\(tag.withoutControls): this must be escaped; it is shown with two braces"
        case .unclosed(let tag): "\(tag.withoutControls): the section is not closed"
        case .wrongEnd(let tag, let expected, let line):
            "\(tag.withoutControls): '\(expected.withoutControls)' of line \(line) must be closed first"
        case .endOfNothing(let tag): "\(tag.withoutControls): there is nothing to close"
        }
    }

    private static func unknown(_ name: String, _ nearest: String?) -> String {
        "there is no '\(name.withoutControls)' here" + (nearest.map { "; is '\($0)' meant?" } ?? "")
    }
}
