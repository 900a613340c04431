import ReleaseModel

extension Exception {
    /// An asset link leads to a host to which no link of the project's releases led before.
    ///
    /// The links of the opening population are where a project's links lead; before any link is known, none leads elsewhere.
    static func linkToOtherHost(_ release: Release, in step: SnapshotStep) -> Exception? {
        let known = step.before.linkHosts
        guard !known.isEmpty else { return nil }
        let others = release.linkHosts.subtracting(known)
        return others.isEmpty ? nil : Exception(.linkToOtherHost, .hosts(others.sorted()))
    }
}

extension Release {
    /// The hosts that asset links lead to.
    var linkHosts: Set<String> { Set((links.value ?? []).compactMap(\.host)) }
}

extension AssetLink {
    /// The host in the link's address, in lower case, without user and port; nil where there is none.
    ///
    /// WHATWG URL, "authority state": the user's part ends at the last `@` before the path.
    var host: String? {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { !"/?#\\".contains($0) }
        let address = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        let host = address.hasPrefix("[") ? address.prefix { $0 != "]" } + "]" : address.prefix { $0 != ":" }
        return host.isEmpty ? nil : host.lowercased()
    }
}
