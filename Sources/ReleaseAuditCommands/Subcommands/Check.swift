import ArgumentParser
import EventLedger
import ReleaseModel

/// Recomputes everything in a ledger.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute everything in the ledger and name the first thing that does not fit.",
        discussion: """
            Documents and attachments are held against their digests, files of snapshots against what the log says of them, the head of \
            each log against its entries, checkpoints against the log and their signatures. With --from-checkpoint, the log \
            must also continue a checkpoint that was kept elsewhere; --key is the public key that signed it.

            Example:
              release-audit check --ledger audit.sqlite
              release-audit check --ledger audit.sqlite --from-checkpoint app.checkpoint --key log.vkey
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions

    @Option(
        name: .long,
        help: ArgumentHelp("A checkpoint that the log must continue; may be repeated.", valueName: "file"))
    var fromCheckpoint: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("The public log key that signed the checkpoints, or a file that holds it.", valueName: "key")
    )
    var key: String?

    func validate() throws {
        guard fromCheckpoint.isEmpty == (key == nil) else {
            throw ValidationError(
                "--from-checkpoint and --key belong together: a checkpoint without its key proves nothing")
        }
    }

    func run() throws {
        messages.apply()
        do {
            try check()
        } catch LedgerError.damaged(let detail) {
            // Found before the check came to it, as in a file that was cut off.
            throw LedgerFinding.database(detail)
        }
    }

    private func check() throws {
        let ledger = try ledgerOptions.open(for: .reading)
        let expectations = try key.map { try verifiedExpectations(signedBy: KeyFiles.verifierKey($0), ledger) } ?? []
        let checked = try ledger.check(
            continuing: Dictionary(grouping: expectations, by: \.project).mapValues { $0.map(\.checkpoint) })
        try StandardOutput.print(
            """
            \(ledger.path): all fits
            projects \(checked.projects), log entries \(checked.entries), snapshots \(checked.snapshots), \
            documents \(checked.documents), attachments \(checked.attachments), checkpoints \(checked.checkpoints)
            """)
        for expected in expectations.map(\.checkpoint.checkpoint) {
            try StandardOutput.print("\(expected.origin): continues the checkpoint of \(expected.size) entries")
        }
    }

    /// The checkpoints given, each verified for the project whose log it names.
    private func verifiedExpectations(
        signedBy key: LogVerifierKey, _ ledger: Ledger
    ) throws -> [(project: LogName, checkpoint: VerifiedCheckpoint)] {
        let logs = try ledger.logs()
        return try fromCheckpoint.map { path in
            let note = try KeyFiles.note(at: path)
            let origin = note.text.prefix { $0 != "\n" }
            // A key that bears a log's own name fits `a/b` where the log is that of `x/a/b`; the longest name is meant.
            let named = logs.filter { origin == key.forLog($0).name }
            guard let project = named.max(by: { $0.description.utf8.count < $1.description.utf8.count }) else {
                throw Failure(
                    .difference, "\(path): the ledger holds no log named \(origin.description.withoutControls)",
                    hint: "name the ledger that the checkpoint was signed for, and its key")
            }
            do {
                return (project, try VerifiedCheckpoint(note, by: key.forLog(project)))
            } catch let fault as SignedNote.Fault {
                throw LedgerFinding.signature(project: project.description, fault)
            }
        }
    }
}
