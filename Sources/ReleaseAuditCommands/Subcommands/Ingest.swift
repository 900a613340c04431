import ArgumentParser
import EventLedger
import Foundation
import ReleaseModel
import ReleaseSnapshot

/// Stores snapshots in the ledger.
struct Ingest: ParsableCommand {
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

    func run() throws {
        messages.apply()
        let statement = SnapshotStatement(
            project: project, capturedAt: capturedAt, isComplete: complete, group: group)
        let sources = try SnapshotFiles.discover(inputs, stated: statement)
        // Made only when there is something to store: a refusal must not leave an empty ledger behind.
        var ledger: Ledger? =
            FileManager.default.fileExists(atPath: ledgerOptions.path) ? try ledgerOptions.open(for: .writing) : nil
        var progress = Progress("ingest", total: sources.count)
        for (index, source) in sources.enumerated() {
            progress.show(index)
            do {
                for line in try store(source, statement, in: &ledger) {
                    progress.clear()
                    print(line)
                }
            } catch {
                progress.clear()
                throw index == 0 ? error : Failure(error).noting(storedBefore: index)
            }
        }
        progress.clear()
    }

    /// Stores one snapshot, or the several of a group's answer, and says what became of it.
    private func store(
        _ source: SnapshotSource, _ statement: SnapshotStatement, in ledger: inout Ledger?
    ) throws -> [String] {
        var statement = statement
        if capturedAtMtime { statement.capturedAt = try modificationTime(of: source) }
        let snapshots = try source.read(statement, isKnown: { [ledger] in (try? ledger?.document($0))??.asKnown })
        let open = try ledger ?? ledgerOptions.open(for: .writing)
        ledger = open
        let outcomes = try open.append(snapshots.map { ($0.record, $0.documents.map { LedgerDocument($0) }) })
        return zip(snapshots, outcomes).map { snapshot, outcome in
            "\(snapshot.record.project) \(snapshot.record.capturedAt.iso8601): \(snapshot.words(for: outcome))"
        }
    }

    private func modificationTime(of source: SnapshotSource) throws -> CaptureTime {
        let times = try source.pages.map(\.path).map { path -> Date in
            do {
                let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
                return date ?? .distantPast
            } catch {
                throw Failure(.inputMissing, "\(path): its modification time cannot be read")
            }
        }
        let newest = times.max() ?? .distantPast
        return .instant(Instant(seconds: Int64(newest.timeIntervalSince1970.rounded(.down))))
    }
}

extension ReadSnapshot {
    fileprivate func words(for outcome: Appended) -> String {
        switch outcome {
        case .alreadyThere: "already in the ledger, nothing written"
        case .stored(let newDocuments):
            "stored, \(count(record.documents.count, "release")), \(count(newDocuments, "new document")), "
                + (record.window.isComplete ? "complete" : "may be cut off")
        }
    }
}

/// A number with its noun, in the singular where it is one.
private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}

extension LedgerDocument {
    fileprivate init(_ document: ReadDocument) {
        self.init(
            digest: document.digest, tag: document.identity.tag, createdAt: document.identity.createdAt,
            namedProject: document.identity.project, bytes: document.bytes)
    }

    fileprivate var asKnown: KnownDocument {
        KnownDocument(tag: tag, createdAt: createdAt, project: namedProject)
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
