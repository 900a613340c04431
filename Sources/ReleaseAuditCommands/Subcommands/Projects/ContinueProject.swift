import ArgumentParser
import EventLedger
import ReleaseModel

/// States that a project goes on under another path, where the files cannot show it.
struct ContinueProject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "continue",
        abstract: "State that NEW is the project OLD under another path.",
        discussion: """
            Snapshots that give GitLab's number of the project need no statement. Use it for files without a number, and \
            for a project that moved to another GitLab. The statement, its time and RELEASE_AUDIT_RUN_BY are entered in the \
            log of OLD; every report says that it was stated. It cannot be taken back.

            OLD and NEW are a path, PATH#NUMBER, or the address of the project. Snapshots that are stored under NEW already \
            are taken over if all of them are later than those of OLD.

            Example:
              release-audit project continue --ledger audit.sqlite team/app platform/app
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions

    @Argument(help: ArgumentHelp("The project as the ledger knows it.", valueName: "old"))
    var old: ProjectName

    @Argument(help: ArgumentHelp("What it is called now.", valueName: "new"))
    var new: ProjectName

    func run() throws {
        messages.apply()
        let ledger = try ledgerOptions.open(for: .writing)
        let continued = try ledger.state(that: new, continues: try ledger.project(named: old), run: .now)
        let by = RunBy.stated.map { ", by \($0)" } ?? ""
        try StandardOutput.print(
            "\(continued.project.path): continues \(old), as stated\(by); "
                + "\(count(continued.snapshots, "snapshot")) taken over")
    }
}
