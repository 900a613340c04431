import ReleaseModel
import ReportSignature

/// With which key to sign, as options, environment and configuration file say together.
struct SigningSettings {
    let settings: Settings

    /// A key and its certificate, which were checked against each other and the clock.
    struct Signer: Sendable {
        let key: ReportKey
        let certificate: SigningCertificate?
        /// That the certificate expires soon.
        let warning: Warning?
    }

    /// The key and its certificate; nil where none is given.
    func signer(at now: Instant) throws -> Signer? {
        let path = settings.text(.signingCertificate)
        let certificate = try path.map { path in try KeyFiles.parsed(path) { try SigningCertificate(pem: $0) } }
        guard let key = try reportKey(certificate) else {
            if case .option(let option)? = settings[.signingCertificate]?.origin {
                throw Failure(.usage, "\(option) needs --key or --sign-command", hint: Failure.usageHint)
            }
            return nil
        }
        let chain = certificate?.led(by: key.publicKey)
        let warning = try chain.flatMap { try check($0, for: key, at: now, path: path ?? "") }
        return Signer(key: key, certificate: chain, warning: warning)
    }

    private func reportKey(_ certificate: SigningCertificate?) throws -> ReportKey? {
        if let key = settings.text(.signingKey) {
            if case .option(let option)? = settings[.signingPublicKey]?.origin {
                throw Failure(.usage, "\(option) is for --sign-command only", hint: Failure.usageHint)
            }
            return try KeyFiles.reportKey(at: key)
        }
        guard let command = settings.text(.signingCommand) else { return nil }
        guard
            let signer = ExternalSigner(
                commandLine: command, secondsAllowed: settings.integer(.signingTimeout) ?? 60)
        else {
            throw Failure(
                .usage, "the sign command cannot be understood: \(command)",
                hint:
                    "a program and arguments, one of which holds {message} or {digest}; quotation marks must be closed")
        }
        let stated = try settings.text(.signingPublicKey).map { path in
            try KeyFiles.parsed(path) { try ReportPublicKey(pem: $0) }
        }
        guard let publicKey = try stated ?? certificate?.publicKey() else {
            throw Failure(
                .usage, "--sign-command needs --public-key or --certificate, to check what it answers",
                hint: Failure.usageHint)
        }
        return ReportKey(publicKey: publicKey, signer: signer)
    }

    private func check(
        _ certificate: SigningCertificate, for key: ReportKey, at now: Instant, path: String
    ) throws -> Warning? {
        do {
            try certificate.mustFit(key.publicKey, at: now)
        } catch {
            throw Failure(.permission, "\(path): \(error.message)", hint: error.hint)
        }
        let days = Int64(settings.integer(.signingWarnBeforeExpiry) ?? 30)
        guard certificate.validUntil < now.advanced(bySeconds: days * 86_400) else { return nil }
        return Warning(
            message: "\(path): the certificate expires at \(certificate.validUntil.iso8601)",
            hint: "ask for a new one now; what is signed stays valid with a time stamp")
    }
}
