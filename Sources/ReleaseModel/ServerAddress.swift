/// Which GitLab it is: scheme, host, port, and the path below which it answers.
///
/// Two spellings of one address are one address: this is the only place that decides it. The scheme and the host are
/// written in small letters, the port of the scheme is left out, and so are an account, a query and a slash at the end.
package struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// `https://host[:port][/root]`.
    package let description: String
    /// The path below which GitLab answers, such as `/gitlab`; empty for most.
    package let root: String

    private static let longest = 500

    /// Reads the address of a GitLab; nil unless it is one of `http` or `https`.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.longest, let scheme = text.firstRange(of: "://") else { return nil }
        let protocolName = text[..<scheme.lowerBound].lowercased()
        guard let ownPort = Self.ports[protocolName] else { return nil }
        let rest = text[scheme.upperBound...]
        let authority = rest.prefix { !"/?#\\".contains($0) }
        guard var host = Self.host(in: authority) else { return nil }
        if host.hasSuffix(ownPort) { host.removeLast(ownPort.count) }
        let segments = rest[authority.endIndex...].prefix { !"?#".contains($0) }.split(separator: "/")
        guard !segments.contains("."), !segments.contains("..") else { return nil }
        root = segments.map { "/\($0)" }.joined()
        description = "\(protocolName)://\(host)\(root)"
        guard
            description.unicodeScalars.allSatisfy({
                $0.value > 0x20 && $0.value != 0x7F && !"\"<>\\".unicodeScalars.contains($0)
            })
        else { return nil }
    }

    /// Reads the GitLab out of the address of one of its API's answers; nil for other addresses.
    package init?(ofAnswerAt address: String) {
        guard let path = address.firstRange(of: "/api/v4/") else { return nil }
        self.init(address[..<path.lowerBound])
    }

    /// The same server, answering below a path.
    package func below(_ root: String) -> ServerAddress? { ServerAddress(origin + root) }

    /// Scheme, host and port.
    package var origin: String { String(description.dropLast(root.count)) }

    private static let ports = ["http": ":80", "https": ":443"]

    /// The host and port in small letters, without an account; nil where there is none.
    private static func host(in authority: some StringProtocol) -> String? {
        let host =
            authority.lastIndex(of: "@").map { String(authority[authority.index(after: $0)...]) } ?? String(authority)
        return host.isEmpty || host.hasPrefix(":") ? nil : host.lowercased()
    }
}
