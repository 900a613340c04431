import ArgumentParser

/// The projects of a ledger.
struct ProjectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project",
        abstract: "List the projects of the ledger, or state that one continues another.",
        subcommands: [ListProjects.self, ContinueProject.self])
}
