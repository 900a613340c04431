import ArgumentParser
import ReportRendering

/// What a customer may replace in reports: templates, style sheet, words.
struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write out, check and document the templates of reports.",
        discussion: """
            Reports and the index over them are rendered from Mustache templates, a style sheet and a catalogue of words for each language. Change \
            what 'export' writes and give the folder with --templates; a folder may hold only some of the files.

            Example:
              release-audit templates export my-templates/
              release-audit templates check my-templates/
              release-audit templates data
            """,
        subcommands: [ExportTemplates.self, CheckTemplates.self, ShowTemplateData.self])
}

/// Writes the program's own templates into a folder.
struct ExportTemplates: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the built-in templates into a folder, to be changed there.")

    @OptionGroup var messages: MessageOptions

    @Argument(help: ArgumentHelp("The folder; made if missing. What is there already stays.", valueName: "folder"))
    var folder: String

    func run() throws {
        messages.apply()
        let templates = try ReportTemplates.builtIn()
        let files = templates.files.merging(templates.indexFiles) { $1 }
        for (path, content) in files.sorted(by: { $0.key < $1.key }) {
            guard path != ReportTemplates.schemaPath else { continue }
            let steps = path.split(separator: "/").map(String.init)
            let output = try OutputFolder(([folder] + steps.dropLast()).joined(separator: "/"))
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
    var folder: String

    func run() throws {
        messages.apply()
        let templates = try ReportTemplates(uncheckedIn: folder)
        let faults = templates.faults
        for fault in faults.dropLast() { Console.shared.report(Failure(fault)) }
        if let last = faults.last { throw last }
        let replaced = templates.replaced
        try StandardOutput.print(
            replaced.isEmpty
                ? "nothing is replaced: no file differs from the program's own"
                : replaced.map { "ok  \($0)" }.joined(separator: "\n"))
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
