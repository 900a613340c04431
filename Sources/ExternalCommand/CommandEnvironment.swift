import Foundation
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
        let told = Set(environment.filter { hasTellingWord($0.key) && $0.value.utf8.count >= shortestWithin }.values)
        return environment.filter { name, value in
            !isTelling(name) && !isSecret(value, in: name) && (!told.contains(value) || value.hasPrefix("/"))
                && !secrets.contains { secret in
                    value == secret || secret.utf8.count >= shortestWithin && value.contains(secret)
                }
        }
    }

    /// What is shorter may stand in a longer value by chance.
    private static let shortestWithin = 8

    private static let tellingWords = [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "KEY", "JWT", "COOKIE",
        "CONNECTION_STRING",
    ]
    /// Too short to be looked for within words.
    private static let tellingParts: Set<String> = ["PAT", "PIN", "PASS", "PWD", "SAS"]
    /// Names that sound like secrets and tell where something is.
    private static let places: Set<String> = [
        "PWD", "OLDPWD", "CREDENTIALS_DIRECTORY", "GOOGLE_APPLICATION_CREDENTIALS",
    ]

    /// Whether a variable's name says that a secret stands in it; all that is meant for AWS is taken to be one.
    static func isTelling(_ name: String) -> Bool {
        name.uppercased().hasPrefix("AWS") || hasTellingWord(name)
    }

    private static func hasTellingWord(_ name: String) -> Bool {
        let name = name.uppercased()
        return !places.contains(name)
            && (tellingWords.contains { name.contains($0) }
                || name.split(separator: "_").contains { tellingParts.contains(String($0)) })
    }

    /// GitLab's tokens (doc/security/tokens/_index.md, "Token prefixes").
    private static let tokens = [
        "glpat-", "gloas-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "glwt-",
        "glsoat-", "glffct-",
    ]
    /// Keys of AWS, JSON Web Tokens, private keys, what stands in a header.
    private static let beginnings = [
        "AKIA", "ASIA", "eyJ", "-----BEGIN ", "PRIVATE+KEY+", "Bearer ", "Basic ",
    ]
    private static let shortestSecret = 16

    /// Whether a value is a secret by its looks; of an address, one with a password, unless it is that of a proxy.
    private static func isSecret(_ value: String, in name: String) -> Bool {
        tokens.contains { value.contains($0) }
            || value.utf8.count >= shortestSecret && beginnings.contains { value.hasPrefix($0) }
            || !name.lowercased().hasSuffix("_proxy") && hasPassword(value)
    }

    private static func hasPassword(_ value: String) -> Bool {
        guard let scheme = value.range(of: "://") else { return false }
        let authority = value[scheme.upperBound...].prefix { !"/?# ".contains($0) }
        return authority.lastIndex(of: "@").map { authority[..<$0].contains(":") } ?? false
    }
}
