package import AuditReport
import BuiltInTemplates
package import Foundation

/// The words of the reports in one language: a file of `Templates/words/`.
package struct WordCatalogue: Sendable {
    /// A text with places that are filled in.
    struct Entry: Sendable, Equatable {
        enum Part: Sendable, Equatable {
            case text(String)
            case placeholder(String)
        }

        let parts: [Part]
        /// Where it stands in the file.
        let line: Int

        var placeholders: Set<String> {
            Set(parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } })
        }
    }

    private(set) var entries: [String: Entry]

    /// Where the catalogue of a language lies among the templates.
    package static func path(of language: ReportLanguage) -> String { "words/\(language.rawValue).words" }

    /// The catalogue that is part of the program.
    package static func builtIn(_ language: ReportLanguage) throws(TemplateError) -> WordCatalogue {
        let path = path(of: language)
        return try WordCatalogue(Data(BuiltInTemplates.files[path] ?? []), named: path)
    }

    /// Reads a catalogue; its entries and their placeholders must be those of `model`, where one is given.
    package init(_ content: Data, named file: String, like model: WordCatalogue? = nil) throws(TemplateError) {
        do {
            entries = try Self.entries(in: String(decoding: content, as: UTF8.self))
            if let model { try mustCorrespond(to: model) }
        } catch {
            throw TemplateError(file: file, line: error.line, reason: .words(error.reason))
        }
    }

    /// The same catalogue, with the entries of another for those that it lacks.
    func completed(by other: WordCatalogue) -> WordCatalogue {
        var catalogue = self
        catalogue.entries.merge(other.entries) { own, _ in own }
        return catalogue
    }

    private func mustCorrespond(to model: WordCatalogue) throws(WordFault) {
        for name in entries.keys.sorted() {
            guard let entry = entries[name] else { continue }
            guard let expected = model.entries[name] else {
                throw WordFault(line: entry.line, reason: .unknown(name: name, nearest: model.nearest(to: name)))
            }
            guard entry.placeholders == expected.placeholders else {
                throw WordFault(
                    line: entry.line,
                    reason: .otherPlaceholders(name: name, expected: expected.placeholders.sorted()))
            }
        }
        for name in model.entries.keys.sorted() where entries[name] == nil {
            throw WordFault(line: nil, reason: .missing(name: name))
        }
    }

    private func nearest(to name: String) -> String? { name.nearest(among: entries.keys) }

    /// A word without a number in it.
    func callAsFunction(_ word: Word, _ values: [String: String] = [:]) -> String {
        text(word.rawValue, values)
    }

    /// A word that depends on a number, which it sees as `{count}`.
    func callAsFunction(_ word: CountedWord, _ count: Int, _ values: [String: String] = [:]) -> String {
        text(word.name(for: count), values.merging(["count": String(count)]) { $1 })
    }

    /// What stands before and after one placeholder of a word.
    func around(_ placeholder: String, of word: Word, _ values: [String: String]) -> (before: String, after: String) {
        let parts = entries[word.rawValue]?.parts ?? []
        let place = parts.firstIndex(of: .placeholder(placeholder)) ?? parts.endIndex
        return (filled(parts[..<place], values), filled(parts[place...].dropFirst(), values))
    }

    /// The text of an entry; catalogues are checked when they are read, so that each name is there.
    func text(_ name: String, _ values: [String: String] = [:]) -> String {
        filled((entries[name]?.parts ?? [])[...], values)
    }

    private func filled(_ parts: ArraySlice<Entry.Part>, _ values: [String: String]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let name): values[name] ?? "{\(name)}"
            }
        }.joined()
    }
}

/// Why a file is no catalogue of words.
struct WordFault: Error, Equatable, Sendable {
    enum Reason: Equatable, Sendable {
        case notAnEntry
        case badName(String)
        case badBraces(name: String)
        case empty(name: String)
        case twice(name: String)
        /// A name cannot be an entry and the beginning of another's name.
        case isGroup(name: String)
        case missing(name: String)
        case unknown(name: String, nearest: String?)
        case otherPlaceholders(name: String, expected: [String])
    }

    let line: Int?
    let reason: Reason
}
