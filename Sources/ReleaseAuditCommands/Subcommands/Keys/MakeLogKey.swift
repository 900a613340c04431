import ArgumentParser
import EventLedger

/// Makes the key that signs the heads of the logs.
struct MakeLogKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Make the Ed25519 key that signs checkpoints of the log.",
        discussion: """
            The private key goes into a new file that its owner alone can read. The public key is printed: hand it to \
            the auditors on another way than the reports. The name is yours to choose, an address without https:// as a \
            rule; the log of a project is named by it, a slash and the project's path.

            Example:
              release-audit keygen log --name audit.example.org/releases --output log.key > log.vkey
            """)

    @OptionGroup var messages: MessageOptions

    @Option(name: .long, help: ArgumentHelp("Who signs: letters, digits and . _ ~ : / @ = -.", valueName: "name"))
    var name: String

    @Option(name: [.long, .short], help: ArgumentHelp("The new file for the private key.", valueName: "file"))
    var output: String

    func validate() throws {
        guard LogVerifierKey.isName(name) else {
            throw ValidationError(
                "--name is up to 255 letters, digits and . _ ~ : / @ = -, such as audit.example.org/releases")
        }
    }

    func run() throws {
        messages.apply()
        guard let key = LogSigningKey(newNamed: name), let verifier = key.verifier else {
            throw Failure(.bug, "the key cannot be made")
        }
        try KeyFiles.create(key.text, at: output)
        try StandardOutput.print(verifier.description)
    }
}
