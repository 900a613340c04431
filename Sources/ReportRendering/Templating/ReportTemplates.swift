package import AuditReport
import BuiltInTemplates
import DurableFiles
package import Foundation
import Mustache

/// The templates that reports and the index over them are rendered with.
package struct ReportTemplates: Sendable {
    private let templates: [TemplateSubject: [TemplateFormat: MustacheTemplate]]
    /// With the colours of the brand, where there is one.
    private(set) var styleSheet: String
    /// Whose reports these are; nil where nobody says.
    package private(set) var brand: Brand?
    private let catalogues: [ReportLanguage: WordCatalogue]
    let schema: [UInt8]
    /// The files that a report is rendered from, by their paths, as they were read; those of the brand among them.
    package private(set) var files: [String: Data]
    /// The files that only the index over reports is rendered from.
    package let indexFiles: [String: Data]

    /// A template is text for people to read; anything larger is something else.
    private static let byteLimit = 4 << 20

    /// The templates that are part of the program.
    package static func builtIn() throws(TemplateError) -> ReportTemplates {
        try ReportTemplates(content: builtInContent)
    }

    private static func builtInContent(of path: String) -> [UInt8] {
        BuiltInTemplates.files[path] ?? BuiltInTemplates.indexFiles[path] ?? []
    }

    /// The templates of a folder laid out like `Templates/`; what it lacks is taken from the program.
    package init(directory: String) throws(TemplateError) {
        try self.init(uncheckedIn: directory)
        if let fault = faults.first { throw fault }
    }

    /// The same, with templates whose tags may be wrong: see ``faults``.
    package init(uncheckedIn directory: String) throws(TemplateError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isFolder), isFolder.boolValue else {
            throw TemplateError(file: directory, line: nil, reason: .missingFolder)
        }
        try self.init { path throws(TemplateError) in
            let file = (directory as NSString).appendingPathComponent(path)
            // The schema is a contract with those who read the XML, not a matter of look.
            guard !path.hasPrefix("xml/"), FileManager.default.fileExists(atPath: file) else {
                return Self.builtInContent(of: path)
            }
            guard let data = try? PlainFile.read(file, limit: Self.byteLimit) else {
                throw TemplateError(file: file, line: nil, reason: .unreadable)
            }
            return [UInt8](data)
        }
    }

    /// What is wrong with the templates that are not the program's own, in the order of files and lines.
    package var faults: [TemplateError] {
        guard let words = catalogues[.english] else { return [] }
        let checked = TemplateSubject.allCases.flatMap { subject in
            TemplateFormat.allCases.flatMap { format -> [TemplateError] in
                let path = format.path(of: subject)
                guard let content = files[path] ?? indexFiles[path], !Self.isBuiltIn(path, content) else { return [] }
                return TemplateChecker(subject: subject, format: format, words: words)
                    .faults(in: String(decoding: content, as: UTF8.self))
                    .map { TemplateError(file: path, line: $0.line, reason: .tag($0.reason)) }
                    + Self.acts(in: content, of: path, format)
            }
        }
        return checked + actsInStyleSheet
    }

    /// What the text of a template would run or load, whatever is filled into it.
    private static func acts(in content: Data, of path: String, _ format: TemplateFormat) -> [TemplateError] {
        let text = String(decoding: content, as: UTF8.self).replacing(/\{\{(?s:.*?)\}\}+/) { tag in
            // Lines must go on counting.
            " " + String(repeating: "\n", count: tag.output.count { $0.isNewline })
        }
        if format == .markdown, let image = text.firstRange(of: "![") {
            return [
                TemplateError(
                    file: path, line: text[..<image.lowerBound].count { $0.isNewline } + 1, reason: .acts("an image"))
            ]
        }
        return PageContent.fault(in: text).map { [TemplateError(file: path, line: $0.line, reason: .acts($0.what))] }
            ?? []
    }

    private var actsInStyleSheet: [TemplateError] {
        let path = "html/report.css"
        guard let content = files[path], !Self.isBuiltIn(path, content) else { return [] }
        return PageContent.fault(inStyleSheet: String(decoding: content, as: UTF8.self))
            .map { [TemplateError(file: path, line: nil, reason: .acts($0))] } ?? []
    }

    /// Templates that were kept with a report, by their paths, with a brand or without; the schema must be the program's own.
    ///
    /// An older version of the program may have had fewer files and other words. The program's own stand in for what is
    /// missing: what is rendered with them is compared to the byte anyway.
    package init(kept files: [String: Data]) throws(TemplateError) {
        guard files[Self.schemaPath].map({ Self.isBuiltIn(Self.schemaPath, $0) }) == true else {
            throw TemplateError(file: Self.schemaPath, line: nil, reason: .otherSchema)
        }
        try self.init(mayLackWords: true) { path throws(TemplateError) in
            files[path].map { [UInt8]($0) } ?? Self.builtInContent(of: path)
        }
        self.files = self.files.filter { files[$0.key] != nil }
        if let brand = try Brand(keptIn: files) { try bear(brand) }
    }

    /// Takes on a brand; throws where its colours are hard to see on the pages of these templates.
    package mutating func bear(_ brand: Brand) throws(TemplateError) {
        try brand.mustBeSeen(on: styleSheet)
        self.brand = brand
        styleSheet += brand.styleSheet
        files.merge(brand.files) { $1 }
    }

    /// What templates see of the brand.
    func brandData(for format: TemplateFormat) -> [String: TemplateValue] {
        ["brand": .optional(brand?.node(for: format))]
    }

    /// An example of a brand: its files by their paths.
    package static var exampleBrand: [String: Data] { BuiltInTemplates.exampleBrand.mapValues { Data($0) } }

    /// The files whose content is not the program's own, by path.
    package var replaced: [String] {
        files.merging(indexFiles) { $1 }.filter { !Self.isBuiltIn($0.key, $0.value) }.keys.sorted()
    }

    static func isBuiltIn(_ path: String, _ content: Data) -> Bool {
        Data(builtInContent(of: path)) == content
    }

    /// Where the schema of the XML form lies.
    package static let schemaPath = "xml/release-audit.xsd"

    private init(mayLackWords: Bool = false, content: (String) throws(TemplateError) -> [UInt8]) throws(TemplateError) {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        MustacheContentTypes.register(MarkdownText(), named: MarkdownText.name)
        var files: [String: Data] = [:]
        for path in BuiltInTemplates.files.keys { files[path] = Data(try content(path)) }
        var indexFiles: [String: Data] = [:]
        for path in BuiltInTemplates.indexFiles.keys { indexFiles[path] = Data(try content(path)) }
        var templates: [TemplateSubject: [TemplateFormat: MustacheTemplate]] = [:]
        for subject in TemplateSubject.allCases {
            for format in TemplateFormat.allCases {
                let path = format.path(of: subject)
                templates[subject, default: [:]][format] = try Self.parse(
                    files[path] ?? indexFiles[path] ?? Data(), named: path, format)
            }
        }
        self.templates = templates
        let model = try WordCatalogue.builtIn(.english)
        var catalogues: [ReportLanguage: WordCatalogue] = [:]
        for language in ReportLanguage.allCases {
            let path = WordCatalogue.path(of: language)
            catalogues[language] =
                mayLackWords
                ? try WordCatalogue(files[path] ?? Data(), named: path).completed(by: .builtIn(language))
                : try WordCatalogue(files[path] ?? Data(), named: path, like: model)
        }
        self.catalogues = catalogues
        styleSheet = String(decoding: files["html/report.css"] ?? Data(), as: UTF8.self)
        schema = [UInt8](files[Self.schemaPath] ?? Data())
        self.files = files
        self.indexFiles = indexFiles
    }

    /// Renders one file.
    func render(
        _ subject: TemplateSubject, as format: TemplateFormat, _ data: TemplateNode, _ words: WordTemplates
    ) -> String {
        templates[subject]?[format]?.render(data, library: words.library) ?? ""
    }

    /// The words of a language.
    package func words(in language: ReportLanguage) throws(RenderingError) -> WordCatalogue {
        guard let catalogue = catalogues[language] else { throw .wordNotUsable(language.rawValue) }
        return catalogue
    }

    private static func parse(
        _ content: Data, named path: String, _ format: TemplateFormat
    ) throws(TemplateError) -> MustacheTemplate {
        let text = String(decoding: content, as: UTF8.self)
        do {
            return try MustacheTemplate(string: format.contentTypeTag + text)
        } catch let error as MustacheTemplate.ParserError {
            throw TemplateError(file: path, line: error.context.lineNumber, reason: .syntax("\(error.error)"))
        } catch {
            throw TemplateError(file: path, line: nil, reason: .syntax("\(error)"))
        }
    }
}
