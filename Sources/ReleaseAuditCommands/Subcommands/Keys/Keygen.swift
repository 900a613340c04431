import ArgumentParser

/// Makes keys.
struct Keygen: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a key.", subcommands: [MakeReportKey.self, MakeLogKey.self])
}
