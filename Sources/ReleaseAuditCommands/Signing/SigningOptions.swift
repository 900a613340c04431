import ArgumentParser
import ReportSignature

/// With which key to sign.
struct SigningOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The private report key, PEM of mode 0600.", valueName: "file"))
    var key: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A command that signs instead; {message} and {digest} stand for files. Needs --public-key or --certificate.",
            valueName: "command"))
    var signCommand: String?

    @Option(
        name: .long,
        help: ArgumentHelp("How long the sign command may take, in seconds. Default: 60.", valueName: "seconds"))
    var signTimeout: Int?

    @Option(
        name: .long, help: ArgumentHelp("The public key of the sign command, PEM.", valueName: "file"))
    var publicKey: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The certificate of the key and those of its authorities, PEM, its own first.", valueName: "file"))
    var certificate: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Warn if the certificate expires within so many days. Default: 30.", valueName: "days"))
    var warnBeforeExpiry: Int?

    func validate() throws {
        if key != nil, signCommand != nil { throw ValidationError("--key and --sign-command cannot be used together") }
        if let signTimeout, !(1...3_600).contains(signTimeout) {
            throw ValidationError("--sign-timeout is 1 to 3600 seconds")
        }
    }

    /// Lays the options over what is set.
    func lay(over settings: inout Settings) {
        settings.lay("--key", key, over: .signingKey)
        settings.lay("--sign-command", signCommand, over: .signingCommand)
        settings.lay("--sign-timeout", signTimeout.map { String($0) }, over: .signingTimeout)
        settings.lay("--public-key", publicKey, over: .signingPublicKey)
        settings.lay("--certificate", certificate, over: .signingCertificate)
        settings.lay("--warn-before-expiry", warnBeforeExpiry.map { String($0) }, over: .signingWarnBeforeExpiry)
    }
}

/// Whom a signature names.
struct Identity: ExpressibleByArgument {
    let name: SignerIdentity

    init?(argument: String) {
        guard let name = SignerIdentity(argument) else { return nil }
        self.name = name
    }
}
