import ArgumentParser
import EventLedger
import Foundation
import ReleaseModel

/// Writes the files of snapshots again.
struct RestoreSnapshots: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Write the files of snapshots again, byte for byte as they were read.",
        discussion: """
            Each snapshot goes into FOLDER/<project path>/<time of capture>/ under the names its files had. A file is \
            written only if its SHA-256 is the one that the log recorded.

            Example:
              release-audit snapshots restore --ledger audit.sqlite --project group/app \\
                  --captured-at 2026-01-02T02:00:00Z --output restored/
            """)

    @OptionGroup var projectOptions: ProjectOptions
    @OptionGroup var messages: MessageOptions

    @Option(
        name: .long,
        help: ArgumentHelp("When the snapshot was captured. Without it all are restored.", valueName: "time"))
    var capturedAt: CaptureTime?

    @Option(name: [.long, .short], help: ArgumentHelp("The folder to write below.", valueName: "folder"))
    var output: String

    func run() throws {
        messages.apply()
        let (ledger, project) = try projectOptions.open(for: .reading)
        if let capturedAt {
            try restore(try ledger.snapshotStated(of: project, at: capturedAt), from: ledger)
        } else {
            try ledger.forEachSnapshot(of: project) { snapshot in
                try restore(snapshot, from: ledger)
                return true
            }
        }
    }

    private func restore(_ snapshot: StoredSnapshot, from ledger: Ledger) throws {
        let record = snapshot.record
        var folder = try OutputFolder(output)
        for name in record.project.description.split(separator: "/") { folder = try folder.folder(String(name)) }
        folder = try folder.folder(record.capturedAt.iso8601)
        try ledger.restore(snapshot) { page, bytes in
            try StandardOutput.print(folder.write(bytes, as: page.name.description))
        }
    }
}
