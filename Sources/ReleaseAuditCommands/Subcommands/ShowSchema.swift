import ArgumentParser
import ReleaseModel
import ReportRendering

/// Prints the schema of a file that the program reads or writes.
struct ShowSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of the configuration file, or of the list of events.",
        discussion: """
            config is what release-audit.yaml is checked against; events is one line of 'events --format jsonl'. Both are \
            JSON Schema, draft 2020-12, for editors and other programs.

            Example:
              release-audit schema config > release-audit.schema.json
              release-audit schema events
            """)

    @OptionGroup var messages: MessageOptions

    @Argument(help: ArgumentHelp("config or events.", valueName: "name"))
    var name: Name

    enum Name: String, CaseIterable, ExpressibleByArgument {
        case config
        case events
    }

    func run() throws {
        messages.apply()
        switch name {
        case .config: try StandardOutput.print(ConfigurationSection.file.jsonSchema.indentedText)
        case .events: try StandardOutput.print(EventsJSONLines.jsonSchema.indentedText)
        }
    }
}
