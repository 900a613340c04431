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
        let exists = FileManager.default.fileExists(atPath: ledgerOptions.path)
        // Opened for writing first: that undoes what an interrupted run left, and brings an older format forward.
        var ledger = exists ? try ledgerOptions.open(for: .writing) : nil
        let memory = try RunMemory(exists ? try ledgerOptions.open(for: .reading) : nil)
        let run = RunOfProgram(startedAt: WallClock.now, tool: ToolVersion.identity.label)
        let reading = SnapshotReading(
            statement: statement, takesModificationTime: capturedAtMtime, memory: memory)

        var progress = Progress("ingest", total: sources.count)
        var batch = IngestBatch()
        var stored = 0
        func store() throws {
            guard !batch.isEmpty else { return }
            // Made only when there is something to store: a refusal must not leave an empty ledger behind.
            let open = try ledger ?? ledgerOptions.open(for: .writing)
            ledger = open
            let (lines, refusal) = try batch.store(in: open, run: run) { try reading.readWithoutMemory($0) }
            stored += lines.count
            progress.clear()
            try StandardOutput.print(lines.joined().map { $0 + "\n" }.joined(), terminator: "")
            if let refusal { throw refusal }
        }

        do {
            try await ReadAhead.forEach(sources, read: { try reading.read($0) }) { index, result in
                progress.show(index)
                if case .failure = result { try store() }
                batch.add(sources[index], try result.get())
                if batch.isFull { try store() }
            }
            try store()
        } catch {
            progress.clear()
            throw stored == 0 ? error : Failure(error).noting(storedBefore: stored)
        }
        progress.clear()
    }
}

extension Failure {
    /// Says that earlier snapshots of the same run are safe.
    fileprivate func noting(storedBefore count: Int) -> Failure {
        Failure(
            status, message,
            hint: [hint, "the \(count) read before it are stored"]
                .compactMap { $0 }.joined(separator: "; "))
    }
}
