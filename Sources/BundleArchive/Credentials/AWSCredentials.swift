package import HTTPTransport
package import ReleaseModel

/// The keys of an account, for a while or for good.
package struct AWSCredentials: Sendable {
    package let accessKeyID: String
    let secretAccessKey: Secret
    /// What goes with keys that hold for a while only.
    let sessionToken: Secret?
    /// When they cease to hold, where that is known.
    package let expiration: Instant?

    package init(
        accessKeyID: String, secretAccessKey: Secret, sessionToken: Secret? = nil, expiration: Instant? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    /// Which ones these are, for a test that compares: what is secret in them goes in as a digest.
    package var words: String {
        let digest = Digest(of: Array("\(secretAccessKey.revealed)\n\(sessionToken?.revealed ?? "")".utf8))
        return "\(accessKeyID) \(digest.hex)"
    }
}
