import HTTPTransport
import ReleaseModel

/// Credentials in variables, as all AWS tools read them.
package struct EnvironmentCredentials: CredentialProvider {
    package let name = "the environment"
    private let environment: [String: String]

    package init(_ environment: [String: String]) {
        self.environment = environment
    }

    package func credentials() throws -> AWSCredentials? {
        let (key, secret) = (environment.text("AWS_ACCESS_KEY_ID"), environment.text("AWS_SECRET_ACCESS_KEY"))
        if key == nil, secret == nil { return nil }
        guard let key, let secret else { throw ArchiveFault.credentials(.incomplete(source: name)) }
        let token = environment.text("AWS_SECURITY_TOKEN") ?? environment.text("AWS_SESSION_TOKEN")
        return AWSCredentials(
            accessKeyID: key, secretAccessKey: Secret(secret), sessionToken: token.map { Secret($0) },
            expiration: environment.text("AWS_CREDENTIAL_EXPIRATION").flatMap { Instant(text: $0) })
    }
}

extension [String: String] {
    /// The value of a variable; nil where it is not set, or empty.
    func text(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
