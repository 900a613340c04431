import Foundation
import ReleaseModel

/// What proves that GitLab shows all audit events of a project to the token.
///
/// To others GitLab answers 200 with their own events alone (ee/lib/ee/api/projects.rb, `filter_by_author`).
struct CoversProof: Sendable {
    enum Source: String, Sendable {
        /// `permissions` of the project: a role of Maintainer or above.
        case permissions = "project-permissions"
        /// GraphQL's `adminProject`.
        case administration = "admin-project"
    }

    let source: Source
    let accessLevel: Int64?
    /// The answer that says so, as it is kept.
    let file: String
    let answer: GitLabAnswer

    /// The member `covers_proof` of a sidecar.
    var json: CanonicalJSON {
        .object(
            [("by", .string(source.rawValue))]
                + (accessLevel.map { [("access_level", .integer(Int($0)))] } ?? [])
                + [("file", .string(file)), ("sha256", .string(Digest(of: answer.body).hex))])
    }
}

extension SnapshotCollection {
    /// Looks for the proof; nil where there is none.
    func proof(for located: LocatedSubject) async throws(GitLabFault) -> CoversProof? {
        guard let project = located.project, let body = located.body, client.token != nil else { return nil }
        if let level = project.accessLevel, level >= GitLabProject.maintainer {
            return CoversProof(
                source: .permissions, accessLevel: level, file: "\(Self.bodyFolder)/\(body.name).json",
                answer: body.answer)
        }
        do throws(GitLabFault) {
            guard let answer = try await client.proofOfAdministration(of: project.path) else { return nil }
            return CoversProof(
                source: .administration, accessLevel: nil, file: "\(Self.bodyFolder)/admin-project.json", answer: answer
            )
        } catch {
            // A token without the right scope is refused here, and proves nothing.
            guard error.refusedAnswer != nil else { throw error }
            return nil
        }
    }

    /// Keeps the answer of GraphQL, which no other step does.
    func keep(_ proof: CoversProof, of located: LocatedSubject, in snapshot: String) throws(GitLabFault) {
        guard case .administration = proof.source else { return }
        let sidecar = CollectedSidecar(
            subject: located.home, answer: proof.answer, capturedAt: try proof.answer.date(), reader: reader,
            tool: tool,
            particulars: located.particulars)
        let path = "\(snapshot)/\(proof.file.dropLast(".json".count))"
        try KeptFiles.writeFile("\(path).meta.json", sidecar.bytes)
        try KeptFiles.writeFile("\(path).json", proof.answer.body)
    }
}
