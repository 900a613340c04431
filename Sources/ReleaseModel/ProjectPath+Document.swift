extension ProjectPath {
    /// The project that a release document's own links name; nil where it has no such link.
    ///
    /// GitLab puts no project field into a release, so the path is cut out of `_links.self`, `tag_path` or
    /// `commit_path`. Before GitLab 12.x the separator `/-/` was missing.
    init?(namedBy document: JSONValue) {
        if let address = document["_links"]?["self"]?.string, let path = Self.pathOfAddress(address),
            let project = Self.cut(path, before: ["/-/releases/", "/releases/", "/-/releases", "/tags/"])
        {
            self = project
        } else if let path = document["tag_path"]?.string,
            let project = Self.cut(path[...], before: ["/-/tags/", "/tags/"])
        {
            self = project
        } else if let path = document["commit_path"]?.string,
            let project = Self.cut(path[...], before: ["/-/commit/", "/commit/"])
        {
            self = project
        } else {
            return nil
        }
    }

    /// The server that a release document's own address names, without user and password.
    static func server(namedBy document: JSONValue) -> String? {
        guard let address = document["_links"]?["self"]?.string, let scheme = address.firstRange(of: "://") else {
            return nil
        }
        let authority = address[scheme.upperBound...].prefix { !"/?#\\".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return host.isEmpty ? nil : "\(address[..<scheme.lowerBound])://\(host)"
    }

    /// The part of an `http` address after its host.
    private static func pathOfAddress(_ address: String) -> Substring? {
        guard let scheme = address.firstRange(of: "://") else { return nil }
        return address[scheme.upperBound...].firstIndex(of: "/").map { address[$0...] }
    }

    private static func cut(_ path: Substring, before separators: [String]) -> ProjectPath? {
        for separator in separators {
            if let range = path.firstRange(of: separator) { return ProjectPath(path[..<range.lowerBound]) }
        }
        return nil
    }
}
