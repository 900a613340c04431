import ArgumentParser
import EventLedger
import ReleaseModel

/// Shows a log key under the name of one project's log.
struct ShowLogKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Show the public log key under the name of a project's log.",
        discussion: """
            The same key signs the logs of all projects, each under a name of its own. Other programs that read C2SP \
            checkpoints want the key under that name.

            Example:
              release-audit log key --key log.vkey --project group/app
            """)

    @OptionGroup var messages: MessageOptions

    @Option(name: .long, help: ArgumentHelp("The public log key, or a file that holds it.", valueName: "key"))
    var key: String

    @Option(
        name: .long,
        help: ArgumentHelp("The name of the log: the path of the project when its log began.", valueName: "path"))
    var project: LogName

    func run() throws {
        messages.apply()
        try StandardOutput.print(try KeyFiles.verifierKey(key).forLog(project).description)
    }
}
