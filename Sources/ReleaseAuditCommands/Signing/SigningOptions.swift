import ArgumentParser
import Foundation
import ReleaseModel
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
        name: .long, help: ArgumentHelp("How long the sign command may take, in seconds.", valueName: "seconds"))
    var signTimeout = 60

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
        help: ArgumentHelp("Warn if the certificate expires within so many days.", valueName: "days"))
    var warnBeforeExpiry = 30

    func validate() throws {
        if key != nil, signCommand != nil { throw ValidationError("--key and --sign-command cannot be used together") }
        if signCommand != nil, publicKey == nil, certificate == nil {
            throw ValidationError("--sign-command needs --public-key or --certificate, to check what it answers")
        }
        if signCommand == nil, publicKey != nil { throw ValidationError("--public-key is for --sign-command only") }
        if !isGiven, certificate != nil { throw ValidationError("--certificate needs --key or --sign-command") }
        guard (1...3_600).contains(signTimeout) else { throw ValidationError("--sign-timeout is 1 to 3600 seconds") }
    }

    /// Whether there is a key to sign with.
    var isGiven: Bool { key != nil || signCommand != nil }

    /// The key and its certificate, checked against each other and the clock; nil where none is given.
    func signer(at now: Instant) throws -> (key: ReportKey, certificate: SigningCertificate?)? {
        let certificate = try certificate.map { path in
            try KeyFiles.parsed(path) { try SigningCertificate(pem: $0) }
        }
        guard let key = try reportKey(certificate) else { return nil }
        if let certificate, let path = self.certificate {
            try check(certificate, for: key, at: now, path: path)
        }
        return (key, certificate)
    }

    private func reportKey(_ certificate: SigningCertificate?) throws -> ReportKey? {
        if let key { return try KeyFiles.reportKey(at: key) }
        guard let signCommand else { return nil }
        guard let signer = ExternalSigner(commandLine: signCommand, secondsAllowed: signTimeout) else {
            throw Failure(
                .usage, "the sign command cannot be understood: \(signCommand)",
                hint:
                    "a program and arguments, one of which holds {message} or {digest}; quotation marks must be closed")
        }
        let stated = try publicKey.map { path in try KeyFiles.parsed(path) { try ReportPublicKey(pem: $0) } }
        guard let publicKey = try stated ?? certificate?.publicKey() else { return nil }
        return ReportKey(publicKey: publicKey, signer: signer)
    }

    private func check(
        _ certificate: SigningCertificate, for key: ReportKey, at now: Instant, path: String
    ) throws {
        do {
            try certificate.mustFit(key.publicKey, at: now)
        } catch {
            throw Failure(.permission, "\(path): \(error.message)", hint: error.hint)
        }
        if certificate.validUntil < now.advanced(bySeconds: Int64(warnBeforeExpiry) * 86_400) {
            Console.shared.warn(
                "\(path): the certificate expires at \(certificate.validUntil.iso8601)",
                hint: "ask for a new one now; what is signed stays valid with a time stamp")
        }
    }
}

/// Whom a signature names.
struct Identity: ExpressibleByArgument {
    let name: String

    init?(argument: String) {
        guard AllowedSigners.isIdentity(argument) else { return nil }
        name = argument
    }
}
