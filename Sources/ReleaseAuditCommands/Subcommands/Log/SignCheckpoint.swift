import ArgumentParser
import EventLedger
import Foundation

/// Signs the head of a log.
struct SignCheckpoint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign the head of a project's log, or show the one signed last.",
        discussion: """
            A checkpoint is three lines and a signature (c2sp.org/tlog-checkpoint): which log, how many entries, the root \
            of the Merkle tree over them. Whoever keeps one can prove later that nothing before it was changed. The head \
            is computed from the entries and signed only if it continues every checkpoint that was signed before. To \
            replace a log key, make the new one under the same name and give the old one with --former-key for a while: \
            both sign, so whoever trusts the old key can trust the new one.

            Example:
              release-audit log checkpoint --ledger audit.sqlite --project group/app --key log.key > app.checkpoint
            """)

    @OptionGroup var projectOptions: ProjectOptions
    @OptionGroup var messages: MessageOptions

    @Option(
        name: .long,
        help: ArgumentHelp("The private log key. Without it the last checkpoint is shown.", valueName: "file"))
    var key: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The private log key that --key takes over from; signs as well.", valueName: "file"))
    var formerKey: String?

    func validate() throws {
        if formerKey != nil, key == nil { throw ValidationError("--former-key needs --key") }
    }

    func run() throws {
        messages.apply()
        let note: SignedNote
        if let key {
            let signingKey = try KeyFiles.signingKey(at: key)
            let former = try formerKey.map { try KeyFiles.formerSigningKey(at: $0, before: signingKey) }
            let (ledger, project) = try projectOptions.open(for: .writing)
            note = try ledger.signCheckpoint(of: project, with: signingKey, handedOverBy: former).note
        } else {
            let (ledger, project) = try projectOptions.open(for: .reading)
            note = try ledger.signedCheckpoint(of: project).note
        }
        try StandardOutput.write(note.bytes)
    }
}
