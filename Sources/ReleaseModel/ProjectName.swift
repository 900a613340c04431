/// What names a project in a command: `group/app`, `group/app#42`, either of them below the address of a GitLab.
package struct ProjectName: Hashable, Sendable, CustomStringConvertible {
    /// Any path that the project ever had.
    package let path: ProjectPath
    /// GitLab's number of the project.
    package let number: Int64?
    /// The address up to the end of the path, as GitLab's pages have it; nil where only the path is stated.
    package let address: String?

    package init(_ path: ProjectPath, number: Int64? = nil) {
        self.path = path
        self.number = number
        address = nil
    }

    /// Reads a name; nil where it is none.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let named = parts.first else { return nil }
        if parts.count == 2 {
            guard let number = Int64(parts[1]), number > 0, String(number) == parts[1] else { return nil }
            self.number = number
        } else {
            number = nil
        }
        if named.contains("://") {
            guard let address = ServerAddress(named), let path = ProjectPath(address.root) else { return nil }
            (self.path, self.address) = (path, address.description)
        } else {
            guard let path = ProjectPath(named) else { return nil }
            (self.path, address) = (path, nil)
        }
    }

    package var description: String { "\(address ?? path.description)\(number.map { "#\($0)" } ?? "")" }

    /// Whether the name can be that of a project of this identity that had this path.
    package func names(_ path: ProjectPath, _ identity: ProjectIdentity) -> Bool {
        if let number, number != identity.number { return false }
        guard let address else { return self.path == path }
        return identity.server.map { "\($0)/\(path)".lowercased() == address.lowercased() } ?? false
    }
}
