import Foundation
import HTTPTransport
import ReleaseModel

/// A project's own answer.
struct AnsweredProject: Sendable {
    let project: GitLabProject
    let answer: GitLabAnswer
}

extension GitLabConnection {
    /// Asks for a project by its path; a project that moved is asked for by the number that GitLab's redirect names.
    func project(_ path: ProjectPath) async throws(GitLabFault) -> AnsweredProject {
        let answer = try await followingMoves(of: path) { (name) throws(GitLabFault) in
            try await json(at: server.api("projects", name))
        }.answer
        guard let project = GitLabProject(answer.body) else { throw .notJSON(detail: "no project") }
        return AnsweredProject(project: project, answer: answer)
    }

    /// Reads something of a project by its path; where GitLab redirects to the project's number, by that.
    func followingMoves<Answer>(
        of path: ProjectPath, _ read: (String) async throws(GitLabFault) -> Answer
    ) async throws(GitLabFault) -> (answer: Answer, number: Int64?) {
        do throws(GitLabFault) {
            return (try await read(path.description), nil)
        } catch {
            guard let number = error.refusedAnswer?.numberOfMovedProject else { throw error }
            return (try await read(String(number)), number)
        }
    }

    /// Asks for a group by its path.
    func group(_ path: String) async throws(GitLabFault) -> (group: GitLabGroup, answer: GitLabAnswer) {
        let answer = try await json(at: server.api("groups", path, query: [("with_projects", "false")]))
        guard let group = GitLabGroup(answer.body) else { throw .notJSON(detail: "no group") }
        return (group, answer)
    }

    /// All projects of a group and of its subgroups, for their numbers.
    func projects(ofGroup path: String) async throws(GitLabFault) -> [GitLabProject] {
        var projects: [GitLabProject] = []
        var budget = ListBudget(at: clock.uptime())
        var page = 1
        while true {
            let answer = try await json(
                at: server.api(
                    "groups", path, "projects",
                    query: [
                        ("include_subgroups", "true"), ("with_shared", "false"), ("order_by", "id"),
                        ("sort", "asc"), ("per_page", "100"), ("page", String(page)),
                    ]))
            guard let shown = GitLabProject.list(answer.body) else { throw .notJSON(detail: "no list of projects") }
            projects += shown
            let next = answer.http.headers["X-Next-Page"].flatMap { Int($0) }
            try budget.spend(answer, at: clock.uptime(), goesOn: next != nil)
            guard next == page + 1 else { return projects }
            page += 1
        }
    }

    /// Asks whether the reader administers the project, in GraphQL; nil where GitLab does not say so.
    ///
    /// GET /projects/:id tells of roles alone; an administrator of the instance has the right without any
    /// (doc/api/graphql/reference/_index.md, ProjectPermissions.adminProject).
    func proofOfAdministration(of path: ProjectPath) async throws(GitLabFault) -> GitLabAnswer? {
        let query = CanonicalJSON.object([
            (
                "query",
                .string("query($path: ID!) { project(fullPath: $path) { fullPath userPermissions { adminProject } } }")
            ),
            ("variables", .object([("path", .string(path.description))])),
        ])
        let answer = try await json(at: server.graphQL, .query(Data(query.text.utf8)))
        guard answer.body.count <= 1 << 20, let value = try? JSONValue(decoding: answer.body),
            let project = value["data"]?["project"], project["fullPath"]?.string == path.description,
            project["userPermissions"]?["adminProject"] == .bool(true)
        else { return nil }
        return answer
    }
}
