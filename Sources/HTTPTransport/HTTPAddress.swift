import Foundation

/// An absolute `http` or `https` address, sent to the server as it is written here.
///
/// Nothing in it is normalised or encoded anew: a signature may be over its bytes.
package struct HTTPAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package let origin: Origin
    /// With its percent-encoding; `/` where the address has none.
    package let path: String
    /// With its percent-encoding, without the question mark.
    package let query: String?

    /// Whom a request goes to; what is meant for one origin must not be sent to another (RFC 6454, section 4).
    package struct Origin: Hashable, Sendable, CustomStringConvertible {
        package let isEncrypted: Bool
        /// In lower case.
        package let host: String
        package let port: Int

        package var description: String {
            let scheme = isEncrypted ? "https" : "http"
            return port == (isEncrypted ? 443 : 80) ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
        }
    }

    /// Reads an address; nil for another scheme, without a host, with a user's name in it, or with a fragment.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), scheme == "https" || scheme == "http",
            let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil, parts.password == nil,
            parts.fragment == nil
        else { return nil }
        let port = parts.port ?? (scheme == "https" ? 443 : 80)
        guard (1...65_535).contains(port) else { return nil }
        description = text
        origin = Origin(isEncrypted: scheme == "https", host: host, port: port)
        path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        query = parts.percentEncodedQuery
    }

    /// This address with another path and query, both already encoded.
    package func replacing(path: String, query: String? = nil) -> HTTPAddress? {
        HTTPAddress("\(origin)\(path)" + (query.map { "?\($0)" } ?? ""))
    }
}
