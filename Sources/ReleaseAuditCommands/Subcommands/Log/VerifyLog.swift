import ArgumentParser
import EventLedger

/// Checks an exported log against a key from outside.
struct VerifyLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check an exported log against the public log key; needs no ledger.",
        discussion: """
            The tree is computed from log.jsonl and must be the one that the checkpoint signs. With --since, the log must \
            also continue that older checkpoint.

            Example:
              release-audit log verify log/ --key log.vkey --since last-year.checkpoint
            """)

    @OptionGroup var messages: MessageOptions

    @Option(name: .long, help: ArgumentHelp("The public log key, or a file that holds it.", valueName: "key"))
    var key: String

    @Option(
        name: .long, help: ArgumentHelp("An older checkpoint of the same log; may be repeated.", valueName: "file"))
    var since: [String] = []

    @Argument(help: ArgumentHelp("The folder that 'log export' wrote.", valueName: "folder"))
    var folder: String

    func run() throws {
        messages.apply()
        let verifier = try KeyFiles.verifierKey(key)
        let log = UnverifiedLog(
            lines: try KeyFiles.read("\(folder)/\(ExportedFile.entries)", limit: 256 << 20),
            checkpoint: try KeyFiles.read("\(folder)/\(ExportedFile.checkpoint)"))
        let verified = try log.verified(by: verifier)
        let (head, project) = (verified.checkpoint, verified.entries[0].project)
        for path in since {
            let note = try KeyFiles.note(at: path)
            let older = try UnverifiedLog.verified(note.bytes, by: verifier.forLog(of: project), of: project)
            try verified.mustContinue(older.checkpoint)
        }
        try StandardOutput.print("\(head.origin): \(head.size) entries, as signed")
    }
}

/// The names of the files that an exported log consists of.
enum ExportedFile {
    static let entries = "log.jsonl"
    static let checkpoint = "checkpoint"
}
