import ExternalCommand
import HTTPTransport

/// Credentials of a profile: keys in one of the shared files, or what its `credential_process` prints.
package struct ProfileCredentials: CredentialProvider {
    package var name: String { "the profile \(profile.name)" }
    private let profile: AWSProfile

    /// What would need another service first.
    private static let notActedUpon = [
        "role_arn", "sso_session", "sso_start_url", "web_identity_token_file", "credential_source",
    ]
    private static let secondsAllowed = 60

    package init(_ profile: AWSProfile) {
        self.profile = profile
    }

    package func credentials() throws -> AWSCredentials? {
        for setting in Self.notActedUpon where profile[setting] != nil {
            throw ArchiveFault.credentials(.unsupported(profile: profile.name, setting: setting))
        }
        for (path, settings) in profile.files {
            let (key, secret) = (settings.text("aws_access_key_id"), settings.text("aws_secret_access_key"))
            if key == nil, secret == nil { continue }
            guard let key, let secret else {
                throw ArchiveFault.credentials(.incomplete(source: "\(path): profile \(profile.name)"))
            }
            return AWSCredentials(
                accessKeyID: key, secretAccessKey: Secret(secret),
                sessionToken: settings.text("aws_session_token").map { Secret($0) })
        }
        return try profile["credential_process"].map { try printed(by: $0) }
    }

    /// Asks a command; no shell takes part.
    ///
    /// AWS SDKs and Tools Reference Guide, "Process credential provider".
    private func printed(by commandLine: String) throws -> AWSCredentials {
        guard let command = CommandTemplate(commandLine: commandLine) else {
            throw ArchiveFault.credentials(.source("credential_process", detail: "the command cannot be understood"))
        }
        let source = "credential_process \(command.program)"
        switch try command.run(secondsAllowed: Self.secondsAllowed) {
        case .ended(0, let output, _): return try AWSCredentials(json: output, from: source)
        // What it complains of may hold what it was working with.
        case .ended(let status, _, _):
            throw ArchiveFault.credentials(.source(source, detail: "it ended with \(status)"))
        case .timedOut:
            throw ArchiveFault.credentials(.source(source, detail: "no answer in \(Self.secondsAllowed) s"))
        case .printedTooMuch(let limit):
            throw ArchiveFault.credentials(.source(source, detail: "it printed more than \(limit) bytes"))
        case .notStarted: throw ArchiveFault.credentials(.source(source, detail: "it cannot be started"))
        }
    }
}
