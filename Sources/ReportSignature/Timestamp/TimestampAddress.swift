import Foundation
import ReleaseModel

/// Where a time-stamping authority is asked: an address that anybody may read, as bundles and lists of processes show it.
package struct TimestampAddress: Sendable, CustomStringConvertible {
    package let description: String

    /// Nil for another scheme, for a user or password, and for a parameter that is named like a secret.
    package init?(_ text: String) {
        guard let match = text.wholeMatch(of: /https?:\/\/([^\s\/?#@\\]+)(\/[^\s?#]*)?(\?[^\s#]*)?/.ignoresCase()),
            text.withoutSecrets == text,
            !Self.names(in: match.output.3 ?? "").contains(where: { Self.tellsOfSecret($0) })
        else { return nil }
        description = text
    }

    private static func names(in query: Substring) -> [String] {
        query.dropFirst().split { "&;?".contains($0) }.map { parameter in
            let name = String(parameter.prefix { $0 != "=" })
            // What cannot be decoded is looked at as it is.
            return (name.removingPercentEncoding ?? name).lowercased()
        }
    }

    private static func tellsOfSecret(_ name: String) -> Bool {
        [
            "token", "key", "secret", "pass", "pwd", "sig", "auth", "cred", "user", "login", "jwt", "session", "code",
            "pin", "sas", "pat",
        ].contains { name.contains($0) }
    }
}
