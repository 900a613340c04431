import ArgumentParser
import EventInference
import AuditReport
import ReportRendering

/// Prints the catalogue of exceptions.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the catalogue of exceptions: what each rule finds, why it matters, where to look.",
        discussion: """
            Rules mark events and releases for a closer look; none gives a score or a verdict. A rule has the version of \
            the rule set that first had it. 'report --without-rule RULE' turns one off, and the report says so.

            Example:
              release-audit rules
              release-audit rules --format json
            """)

    @OptionGroup var messages: MessageOptions
    @OptionGroup var version: RuleSetOption

    @Option(name: .long, help: ArgumentHelp("table or json.", valueName: "format"))
    var format = RuleCatalogueFormat.table

    func run() throws {
        messages.apply()
        let words = try WordCatalogue.builtIn(.english)
        switch format {
        case .table:
            try StandardOutput.print(
                RuleCatalogue.text(of: version.stated ?? .newest, width: Terminal.columns, words: words), terminator: ""
            )
        case .json: try StandardOutput.print(RuleCatalogue.json(of: version.stated ?? .newest, words: words))
        }
    }
}

/// How the catalogue is written.
enum RuleCatalogueFormat: String, CaseIterable, ExpressibleByArgument {
    case table
    case json
}
