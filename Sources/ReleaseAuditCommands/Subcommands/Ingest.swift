import ArgumentParser
import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import ReleaseSnapshot

/// Stores snapshots in the ledger.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Store snapshots in the ledger.",
        discussion: """
            An INPUT is a file of the Releases API's JSON, or a folder of them: \
            FOLDER/<project path>/<instant>.json, or FOLDER/<project path>/<instant>/page-1.json and so on. \
            The project and the time of capture come from the options, else from NAME.meta.json beside the file, \
            else from the path. Each snapshot is stored whole or not at all; the same snapshot again changes nothing.

            Example:
              release-audit ingest --ledger audit.sqlite snapshots/
              release-audit ingest --ledger audit.sqlite --project group/app \\
                  --captured-at 2026-01-02T02:00:00Z --complete releases.json
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var newLedger: NewLedgerOptions

    @Option(name: .long, help: ArgumentHelp("The full path of the GitLab project.", valueName: "path"))
    var project: ProjectPath?

    @Option(
        name: .long,
        help: ArgumentHelp("When the snapshot was taken: an instant with a zone, or a date.", valueName: "time"))
    var capturedAt: CaptureTime?

    @Flag(name: .long, help: "Take the newest modification time of a snapshot's files as the time of its capture.")
    var capturedAtMtime = false

    @Flag(name: .long, help: "The snapshot holds all releases, whatever their number suggests.")
    var complete = false

    @Option(
        name: .long,
        help: ArgumentHelp("The input is the answer of this group's endpoint; split it by project.", valueName: "path"))
    var group: String?

    @Argument(help: ArgumentHelp("Files and folders of snapshots.", valueName: "input"))
    var inputs: [String]

    func validate() throws {
        if capturedAt != nil, capturedAtMtime {
            throw ValidationError("--captured-at and --captured-at-mtime cannot be used together")
        }
    }

    func run() async throws {
        messages.apply()
        let statement = SnapshotStatement(
            project: project, capturedAt: capturedAt, isComplete: complete, group: group)
        let sources = try SnapshotFiles.discover(inputs, stated: statement)
        try newLedger.mustAllowNew(ledgerOptions)
        let ingestion = try Ingestion(
            ledger: LedgerOnDemand(path: try ledgerOptions.path), statement: statement,
            takesModificationTime: capturedAtMtime)
        var stored = 0
        do {
            try await ingestion.store(sources, label: "ingest") { outcome in
                switch outcome {
                case .stored(let lines):
                    stored += lines.count
                    try StandardOutput.print(lines.joined().map { $0 + "\n" }.joined(), terminator: "")
                case .refused(let refusal): throw refusal.error
                }
            }
        } catch {
            throw stored == 0 ? error : Failure(error).noting(storedBefore: stored)
        }
    }
}

extension Failure {
    /// Says that earlier snapshots of the same run are safe.
    fileprivate func noting(storedBefore number: Int) -> Failure {
        Failure(
            status, message,
            hint: [hint, "stored before it: \(count(number, "snapshot"))"]
                .compactMap { $0 }.joined(separator: "; "))
    }
}
