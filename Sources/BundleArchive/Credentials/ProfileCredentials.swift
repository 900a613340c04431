import ExternalCommand
import Foundation
import HTTPTransport

/// Credentials of a profile: keys in one of the shared files, or what its `credential_process` prints.
///
/// Asked in the order of the AWS tools; what would need another service first is refused by name, so that no other identity
/// takes its place.
package struct ProfileCredentials: CredentialProvider {
    package var name: String { "the profile \(profile.name)" }
    private let profile: AWSProfile

    private static let secondsAllowed = 60

    package init(_ profile: AWSProfile) {
        self.profile = profile
    }

    package func credentials() throws -> AWSCredentials? {
        for setting in ["sso_account_id", "sso_role_name"] where profile.has(setting) { throw unsupported(setting) }
        if let keys = try keys(in: profile.credentialsFile) { return keys }
        if profile.has("login_session") { throw unsupported("login_session") }
        if let command = profile["credential_process"] { return try printed(by: command) }
        if let keys = try keys(in: profile.configFile) { return keys }
        for setting in ["sso_session", "sso_start_url", "role_arn", "source_profile", "credential_source"]
        where profile.has(setting) {
            throw unsupported(setting)
        }
        return nil
    }

    private func unsupported(_ setting: String) -> ArchiveFault {
        .credentials(.unsupported(profile: profile.name, setting: setting))
    }

    /// The keys in a file; a setting that is there and empty is one that is missing.
    private func keys(in file: (path: String, settings: [String: String])?) throws -> AWSCredentials? {
        guard let (path, settings) = file else { return nil }
        guard settings["aws_access_key_id"] != nil || settings["aws_secret_access_key"] != nil else { return nil }
        guard let key = settings.text("aws_access_key_id"), let secret = settings.text("aws_secret_access_key") else {
            throw ArchiveFault.credentials(.incomplete(source: "\(path): profile \(profile.name)"))
        }
        let token = settings.text("aws_security_token") ?? settings.text("aws_session_token")
        return AWSCredentials(
            accessKeyID: key, secretAccessKey: Secret(secret), sessionToken: token.map { Secret($0) })
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
        case .ended(0, let output, _):
            let credentials = try AWSCredentials(json: output, from: source)
            guard AWSCredentials.processVersion(of: output) == 1 else {
                throw ArchiveFault.credentials(.source(source, detail: "its answer is not of version 1"))
            }
            return credentials
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
