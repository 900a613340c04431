/// What makes a project the one it is, as far as it is known: its GitLab, and GitLab's number of it.
///
/// The path is a name that a project has for a time; another project may have it later.
package struct ProjectIdentity: Hashable, Sendable {
    package var server: ServerAddress?
    /// `id` of GitLab's project body; GitLab never gives a number twice.
    package var number: Int64?

    /// Nothing is known.
    package static let unknown = ProjectIdentity()

    package init(server: ServerAddress? = nil, number: Int64? = nil) {
        self.server = server
        self.number = number
    }

    package var isUnknown: Bool { server == nil && number == nil }

    /// Whether both can be of one project: nothing that both tell differs.
    package func agrees(with other: ProjectIdentity) -> Bool {
        Self.agree(server, other.server) && Self.agree(number, other.number)
    }

    /// What either of them tells; where both do, what this one tells.
    package func completed(by other: ProjectIdentity) -> ProjectIdentity {
        ProjectIdentity(server: server ?? other.server, number: number ?? other.number)
    }

    /// Eight hexadecimal digits that tell two projects apart; of a project without a number, those of its path.
    package func digits(of path: ProjectPath) -> String {
        let text = number.map { "\(server?.description ?? "")\n\($0)\n" } ?? "\(path.folded)\n"
        return String(Digest(of: Array("release-audit project 1\n\(text)".utf8)).hex.prefix(8))
    }

    private static func agree<Value: Equatable>(_ mine: Value?, _ other: Value?) -> Bool {
        mine == nil || other == nil || mine == other
    }
}
