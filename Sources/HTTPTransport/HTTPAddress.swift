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

    /// An address below this one.
    ///
    /// - Parameters:
    ///   - segments: Each is encoded whole, a slash in it too.
    ///   - query: Names and values, encoded in this order.
    package func appending(_ segments: [String], query: [(name: String, value: String)] = []) -> HTTPAddress {
        let path =
            (self.path.hasSuffix("/") ? String(self.path.dropLast()) : self.path)
            + segments.map { "/" + Self.encoded($0) }.joined()
        let pairs = query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
        return HTTPAddress(origin: origin, path: path, query: pairs.isEmpty ? nil : pairs.joined(separator: "&"))
    }

    /// The same address with another query, which is encoded already; nil where it is not.
    package func replacing(query: String) -> HTTPAddress? {
        HTTPAddress("\(origin)\(path)?\(query)")
    }

    private init(origin: Origin, path: String, query: String?) {
        self.origin = origin
        self.path = path
        self.query = query
        description = "\(origin)\(path)" + (query.map { "?\($0)" } ?? "")
    }

    /// All but the unreserved characters as `%` and two digits (RFC 3986, section 2.1).
    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(Character(Unicode.Scalar(byte)))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}
