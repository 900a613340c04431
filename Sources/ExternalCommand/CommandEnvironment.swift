import Foundation
import ReleaseModel
import Synchronization

/// The environment that commands get: the program's own, without any secret that is known or looks like one.
///
/// A command that needs a secret reads it from a file, or is a script that does.
package enum CommandEnvironment {
    private static let secrets = Mutex<Set<String>>([])

    /// Keeps a secret from every command from now on, under whatever name it stands and within whatever value.
    package static func keepOut(_ secret: String) {
        guard !secret.isEmpty else { return }
        secrets.withLock { _ = $0.insert(secret) }
    }

    static var current: [String: String] {
        reduced(ProcessInfo.processInfo.environment, without: secrets.withLock { $0 })
    }

    static func reduced(_ environment: [String: String], without secrets: Set<String>) -> [String: String] {
        // The same secret may stand under a second name that tells nothing.
        let told = Set(
            environment.filter { $0.key.namesSecretVariable && $0.value.utf8.count >= shortestWithin }.values)
        return environment.filter { name, value in
            !name.namesSecretVariable && !isSecret(value, in: name) && (!told.contains(value) || value.hasPrefix("/"))
                && !secrets.contains { secret in
                    value == secret || secret.utf8.count >= shortestWithin && value.contains(secret)
                }
        }
    }

    /// What is shorter may stand in a longer value by chance.
    private static let shortestWithin = 8

    /// Private keys, and what stands in a header.
    private static let beginnings = ["-----BEGIN ", "PRIVATE+KEY+", "Bearer ", "Basic "]
    private static let shortestSecret = 16

    /// Whether a value is a secret by its looks; of an address, one with a password, unless it is that of a proxy.
    private static func isSecret(_ value: String, in name: String) -> Bool {
        value.holdsKnownToken
            || value.utf8.count >= shortestSecret && beginnings.contains { value.hasPrefix($0) }
            || !name.lowercased().hasSuffix("_proxy") && hasPassword(value)
    }

    private static func hasPassword(_ value: String) -> Bool {
        guard let scheme = value.range(of: "://") else { return false }
        let authority = value[scheme.upperBound...].prefix { !"/?# ".contains($0) }
        return authority.lastIndex(of: "@").map { authority[..<$0].contains(":") } ?? false
    }
}
