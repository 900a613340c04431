import ArgumentParser
import Foundation
import ReportRendering

/// What a customer may replace in reports: templates, style sheet, words.
struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write out, check and document the templates of reports.",
        discussion: """
            Reports and the index over them are rendered from Mustache templates, a style sheet and a catalogue of words for each \
            language. Change what 'export' writes and give the folder with --templates; a folder may hold only some of the \
            files. Most need none of them but a brand: change the files in 'brand', and give the brand file with --brand.

            Example:
              release-audit templates export my-templates/
              release-audit templates check my-templates/
              release-audit templates check --brand my-templates/brand/report.brand
              release-audit templates data
            """,
        subcommands: [ExportTemplates.self, CheckTemplates.self, ShowTemplateData.self])
}

/// Writes the program's own templates into a folder.
struct ExportTemplates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the built-in templates and an example of a brand into a folder, to be changed there.")

    @OptionGroup var messages: MessageOptions

    @Argument(help: ArgumentHelp("The folder; made if missing. What is there already stays.", valueName: "folder"))
    var folder: String

    func run() throws {
        messages.apply()
        let templates = try ReportTemplates.builtIn()
        let files = templates.files.merging(templates.indexFiles) { $1 }.merging(ReportTemplates.exampleBrand) { $1 }
        for (path, content) in files.sorted(by: { $0.key < $1.key }) {
            guard path != ReportTemplates.schemaPath else { continue }
            let steps = path.split(separator: "/").map(String.init)
            var output = try OutputFolder(folder)
            for step in steps.dropLast() { output = try output.folder(step) }
            try StandardOutput.print(output.writeNew(content, as: steps.last ?? path))
        }
    }
}

/// Holds templates against what they will see.
struct CheckTemplates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what is wrong with the templates in a folder, with file, line and tag.")

    @OptionGroup var messages: MessageOptions

    @Argument(help: ArgumentHelp("The folder of templates.", valueName: "folder"))
    var folder: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A brand file to check. Default: the one in the folder, if any.", valueName: "file"))
    var brand: String?

    func validate() throws {
        if folder == nil, brand == nil {
            throw ValidationError("missing expected argument '<folder>' or '--brand <file>'")
        }
    }

    func run() throws {
        messages.apply()
        var templates = try folder.map { try ReportTemplates(uncheckedIn: $0) } ?? .builtIn()
        let faults = templates.faults
        for fault in faults.dropLast() { Console.shared.report(Failure(fault)) }
        if let last = faults.last { throw last }
        if let file = brand ?? brandInFolder { try templates.bear(Brand(path: file)) }
        let replaced = templates.replaced
        try StandardOutput.print(
            replaced.isEmpty
                ? "nothing is replaced: no file differs from the program's own"
                : replaced.map { "ok  \($0)" }.joined(separator: "\n"))
    }

    /// The brand file that 'export' wrote into the folder, if it is still there.
    private var brandInFolder: String? {
        let file = folder.map { ($0 as NSString).appendingPathComponent(Brand.path) }
        return file.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
    }
}

/// Prints the documentation of the data.
struct ShowTemplateData: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data", abstract: "Print what templates see, as Markdown.")

    func run() throws {
        try StandardOutput.print(TemplateData.article, terminator: "")
    }
}
