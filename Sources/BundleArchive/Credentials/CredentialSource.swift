package import ReleaseModel

/// Yields credentials, and asks for new ones before they cease to hold.
package actor CredentialSource {
    private let providers: [any CredentialProvider]
    private var known: AWSCredentials?

    /// New ones are asked for so many seconds before the end: what is being sent must still count when it arrives.
    private static let margin: Int64 = 5 * 60

    /// - Parameter providers: Asked in this order; the first that has any is the one.
    package init(_ providers: [any CredentialProvider]) {
        self.providers = providers
    }

    package func current(at now: Instant) async throws -> AWSCredentials {
        if let known, Self.holds(known, at: now.advanced(bySeconds: Self.margin)) { return known }
        for provider in providers {
            guard let found = try await provider.credentials() else { continue }
            if let end = found.expiration, end <= now { throw ArchiveFault.credentials(.expired(at: end)) }
            known = found
            return found
        }
        throw ArchiveFault.credentials(.none(asked: providers.map(\.name)))
    }

    private static func holds(_ credentials: AWSCredentials, at time: Instant) -> Bool {
        credentials.expiration.map { $0 > time } ?? true
    }
}

/// One place where credentials may be.
package protocol CredentialProvider: Sendable {
    /// As messages name it.
    var name: String { get }

    /// The credentials; nil where this is not in use. Throws where it is and something is wrong with it.
    func credentials() async throws -> AWSCredentials?
}
