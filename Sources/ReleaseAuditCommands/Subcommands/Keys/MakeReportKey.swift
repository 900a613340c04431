import ArgumentParser
import ReportSignature

/// Makes the key that signs reports and bundles.
struct MakeReportKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Make the P-256 key that signs reports and bundles.",
        discussion: """
            The private key goes into a new file that its owner alone can read, as PKCS#8 PEM, which ssh-keygen and openssl \
            read too. Printed is the line of allowed_signers that 'ssh-keygen -Y verify' asks for: hand it to the auditors \
            on another way than the reports. A certificate, if there is to be one, is made with openssl or by your authority.

            Example:
              release-audit keygen report --identity audit@example.org --output report.key > allowed_signers
              openssl req -new -key report.key -subj "/O=Example/CN=Release audit" -out report.csr
            """)

    @OptionGroup var messages: MessageOptions

    @Option(name: .long, help: ArgumentHelp("Who signs, as auditors will name it: an address.", valueName: "name"))
    var identity: Identity

    @Option(name: [.long, .short], help: ArgumentHelp("The new file for the private key.", valueName: "file"))
    var output: String

    func run() throws {
        messages.apply()
        let (key, pem) = try ReportKey.make()
        try KeyFiles.create(pem, at: output)
        try StandardOutput.print(
            AllowedSigners.Signer(identity: identity.name.description, publicKey: key.publicKey).line)
    }
}
