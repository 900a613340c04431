import ArgumentParser
import EventLedger
import ReleaseModel

/// Lists the snapshots of a project.
struct ListSnapshots: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the snapshots of a project, oldest first.",
        discussion: """
            For each: when it was captured, how many releases and files it has, whether it is known to be complete, and \
            its digest: the SHA-256 of its one file, or of the lines of its files' digests.

            Example:
              release-audit snapshots list --ledger audit.sqlite --project group/app
            """)

    @OptionGroup var projectOptions: ProjectOptions
    @OptionGroup var messages: MessageOptions

    func run() throws {
        messages.apply()
        let (ledger, project) = try projectOptions.open(for: .reading)
        try ledger.forEachSnapshot(of: project) { snapshot in
            let record = snapshot.record
            try StandardOutput.print(
                [
                    record.capturedAt.iso8601, count(record.releaseCount, "release"), count(record.pages.count, "file"),
                    record.window.isComplete ? "complete" : "may be cut off", record.digest.labelled,
                ].joined(separator: "  "))
            return true
        }
    }
}
