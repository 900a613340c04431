import Foundation
package import ReleaseModel

/// What GitLab says of a project (GET /projects/:id, doc/api/projects.md), as far as it is needed here.
package struct GitLabProject: Sendable, Equatable {
    /// GitLab's number, which stays when the project is renamed or moved.
    package let id: Int64
    /// `path_with_namespace`, in GitLab's spelling.
    package let path: ProjectPath
    /// The address by which GitLab calls itself, `https://host[:port][/root]`; nil where `web_url` does not tell.
    package let server: String?
    /// `public`, `internal` or `private`.
    let visibility: String?
    /// The day on which the project is to be deleted.
    let markedForDeletionOn: String?
    /// What the token's user may do, from `permissions`; nil where GitLab does not tell.
    let accessLevel: Int64?

    /// From this role on a reader is shown the audit events of all (doc/api/audit_events.md; Maintainer, doc/api/access_levels).
    static let maintainer: Int64 = 40

    private static let largestBody = 4 << 20

    /// Reads the body of an answer; nil where it is no project.
    init?(_ body: Data) {
        guard body.count <= Self.largestBody, let value = try? JSONValue(decoding: body) else { return nil }
        self.init(value)
    }

    private init?(_ value: JSONValue) {
        guard let id = value["id"]?.integer, id > 0, let text = value["path_with_namespace"]?.string,
            let path = ProjectPath(text)
        else { return nil }
        self.id = id
        self.path = path
        server = value["web_url"]?.string.flatMap { Self.server(callingItselfIn: $0, above: "/\(path)") }
        visibility = value["visibility"]?.string
        markedForDeletionOn = value["marked_for_deletion_on"]?.string.map { String($0.prefix(10)).withoutControls }
        let permissions = value["permissions"]
        let levels = ["project_access", "group_access"].compactMap { permissions?[$0]?["access_level"]?.integer }
        accessLevel = levels.max()
    }

    /// What stands before a path at the end of an address; nil where the address is none, or ends otherwise.
    static func server(callingItselfIn address: String, above end: String) -> String? {
        guard address.utf8.count <= 2_000, address.hasSuffix(end) else { return nil }
        let server = String(address.dropLast(end.count))
        return GitLabServer(server) == nil ? nil : server
    }

    /// The projects of a list, as far as they can be read.
    static func list(_ body: Data) -> [GitLabProject]? {
        guard body.count <= Self.largestBody * 16, let elements = (try? JSONValue(decoding: body))?.array else {
            return nil
        }
        return elements.compactMap { GitLabProject($0) }
    }
}

/// What GitLab says of a group (GET /groups/:id, doc/api/groups.md), as far as it is needed here.
struct GitLabGroup: Sendable {
    /// In GitLab's spelling.
    let path: String
    let server: String?

    init?(_ body: Data) {
        guard body.count <= 4 << 20, let value = try? JSONValue(decoding: body),
            let path = value["full_path"]?.string, CollectedSubject.group(path: path) != nil
        else { return nil }
        self.path = path
        server = value["web_url"]?.string.flatMap {
            GitLabProject.server(callingItselfIn: $0, above: "/groups/\(path)")
        }
    }
}
