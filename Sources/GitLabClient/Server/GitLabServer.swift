package import HTTPTransport
import ReleaseModel

/// A GitLab instance: where its API is, and what of an address belongs to it.
package struct GitLabServer: Sendable {
    private let base: HTTPAddress

    /// Reads the address of an instance, `https://gitlab.example.com` or below a relative URL root; nil for anything else.
    ///
    /// A trailing `/api/v4`, as in `CI_API_V4_URL`, is taken off.
    package init?(_ text: String) {
        var text = text[...]
        while text.hasSuffix("/") { text.removeLast() }
        if text.hasSuffix("/api/v4") { text.removeLast("/api/v4".count) }
        guard let base = HTTPAddress(String(text)), base.query == nil else { return nil }
        self.base = base
    }

    package var origin: HTTPAddress.Origin { base.origin }

    /// An address of the API.
    func api(_ segments: String..., query: [(name: String, value: String)] = []) -> HTTPAddress {
        base.appending(["api", "v4"] + segments, query: query)
    }

    /// The address of GraphQL (doc/api/graphql/_index.md).
    var graphQL: HTTPAddress { base.appending(["api", "graphql"]) }

    /// The address by which this instance is reached for one that it calls itself by, `https://host/root`; nil where the
    /// address is not below that.
    func reached(_ address: HTTPAddress, callingItself name: String) -> HTTPAddress? {
        guard let own = HTTPAddress(name), own.origin == address.origin else { return nil }
        let root = own.path == "/" ? "" : own.path
        guard address.path.hasPrefix(root + "/") else { return nil }
        let below = base.path == "/" ? "" : base.path
        let query = address.query.map { "?\($0)" } ?? ""
        guard let reached = HTTPAddress("\(base.origin)\(below)\(address.path.dropFirst(root.count))\(query)"),
            owns(reached)
        else { return nil }
        return reached
    }

    /// Whether an address is this instance's own, so that a token may be sent to it.
    func owns(_ address: HTTPAddress) -> Bool {
        let root = base.path.hasSuffix("/") ? base.path : base.path + "/"
        // A server may take steps up the path, also encoded ones, before it looks where a request goes.
        let steps = address.path.lowercased().replacing("%2e", with: ".").split(separator: "/")
        return address.origin == base.origin && address.path.hasPrefix(root) && !steps.contains("..")
    }
}
