import HTTPTransport
package import ReleaseModel

/// Whose releases are collected.
package enum CollectedSubject: Hashable, Sendable, CustomStringConvertible {
    case project(ProjectPath)
    /// All releases of the projects of a group and its subgroups, as the group's endpoint lists them.
    case group(String)

    /// Reads the path of a group; nil where it cannot be one.
    package static func group(path: String) -> CollectedSubject? {
        // What a group's project would be called must be a project's path.
        ProjectPath("\(path)/project").map { .group(String($0.description.dropLast("/project".count))) }
    }

    /// The full path.
    package var description: String {
        switch self {
        case .project(let path): path.description
        case .group(let path): path
        }
    }

    /// Releases on a page, the most that GitLab gives.
    static let pageSize = 100

    /// The address of a page of the list.
    ///
    /// Oldest first: a new release then stands at the end and moves no other. A project's list goes by the time of
    /// creation, which nobody can edit; a group's endpoint knows only the release date.
    ///
    /// - Parameter number: GitLab's number of the project, where only that leads to it.
    func listAddress(
        on server: GitLabServer, page: Int, size: Int = pageSize, number: Int64? = nil
    ) -> HTTPAddress {
        let paging = [("sort", "asc"), ("per_page", String(size)), ("page", String(page))]
        switch self {
        case .project(let path):
            let name = number.map { String($0) } ?? path.description
            return server.api("projects", name, "releases", query: [("order_by", "created_at")] + paging)
        case .group(let path): return server.api("groups", path, "releases", query: paging)
        }
    }
}
