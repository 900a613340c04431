/// What the log of a project is called for good: the path that the project had when its log began.
///
/// Where another log of the ledger is called so already, GitLab's number follows: `group/app#42`, and where that is taken
/// by a project of another GitLab, its host: `group/app#42@gitlab.example.com`.
package struct LogName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let path: ProjectPath
    /// What stands after the path; empty for most.
    package let suffix: String

    /// The name of the first log that begins under a path.
    package init(_ path: ProjectPath) {
        self.path = path
        suffix = ""
    }

    /// The names for a project under a path that is taken, in the order in which they are tried.
    package static func others(_ path: ProjectPath, _ identity: ProjectIdentity) -> [LogName] {
        guard let number = identity.number else { return [] }
        let host = identity.server.map { $0.description.drop { $0 != "/" }.dropFirst(2) } ?? ""
        return ["#\(number)", "#\(number)@\(host)"].map { LogName(path, suffix: $0) }
    }

    /// Reads a name; nil unless this is how ``description`` writes it.
    package init?(_ text: some StringProtocol) {
        let end = text.firstIndex(of: "#") ?? text.endIndex
        guard let path = ProjectPath(text[..<end]), path.description == text[..<end],
            text[end...].isEmpty || Self.isSuffix(text[end...])
        else { return nil }
        self.init(path, suffix: String(text[end...]))
    }

    private init(_ path: ProjectPath, suffix: String) {
        self.path = path
        self.suffix = suffix
    }

    package var description: String { path.description + suffix }

    package static func < (left: LogName, right: LogName) -> Bool {
        (left.path, left.suffix) < (right.path, right.suffix)
    }

    private static func isSuffix(_ text: some StringProtocol) -> Bool {
        let parts = text.dropFirst().split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let number = parts.first.flatMap({ Int64($0) }), number > 0, parts[0] == String(number) else {
            return false
        }
        return parts.count == 1
            || ServerAddress("https://\(parts[1])").map { $0.description == "https://\(parts[1])" } ?? false
    }
}
