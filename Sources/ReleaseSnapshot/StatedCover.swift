import Foundation
package import ReleaseModel

/// The stretch of time, both ends included, of which a sidecar says that its file holds all audit events.
package struct StatedCover: Sendable, Equatable {
    package let from: Instant
    package let to: Instant
    /// What the sidecar names as proof; nil where it names none.
    package let namedProof: CoverProof?
    /// The project that the sidecar names.
    private var project: ProjectPath?

    init(from: Instant, to: Instant, namedProof: CoverProof?) {
        self.from = from
        self.to = to
        self.namedProof = namedProof
    }

    /// What the sidecar of a file says; nil where there is none, or it says nothing of it.
    package static func besides(_ path: String) throws(SnapshotError) -> StatedCover? {
        let sidecar = try Sidecar(of: path)
        var covers = sidecar.covers
        covers?.project = sidecar.project
        return covers
    }

    /// Whether the proof holds.
    package enum Proof: Sendable, Equatable {
        case holds(CoverProof)
        case fails(AuditClaim.Reason)
    }

    /// Looks at the proof that the sidecar names: GitLab's own answer of that night, kept in the snapshot's folder.
    ///
    /// - Parameter path: The file of audit events, in a folder of its own below the snapshot's folder.
    package func proof(besides path: String) -> Proof {
        guard let namedProof else { return .fails(.noProof) }
        let parts = namedProof.file.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            return .fails(.proofMissing)
        }
        let folder = URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.path(percentEncoded: false) + "/" + namedProof.file
        // Why the file cannot be read does not matter: without it there is no proof, which the import tells.
        guard let bytes = try? FileContent.read(file, limit: Self.largestAnswer), Digest(of: bytes) == namedProof.digest
        else { return .fails(.proofMissing) }
        guard let answer = try? JSONValue(decoding: bytes), shows(namedProof, answer) else {
            return .fails(.proofDoesNotShow)
        }
        return .holds(namedProof)
    }

    private static let largestAnswer = 4 << 20

    private func shows(_ proof: CoverProof, _ answer: JSONValue) -> Bool {
        switch proof.means {
        case .projectPermissions:
            let levels = ["project_access", "group_access"].compactMap {
                answer["permissions"]?[$0]?["access_level"]?.integer
            }
            guard let level = levels.max(), level >= CoverProof.leastAccessLevel, level == proof.accessLevel else {
                return false
            }
            return isOfProject(answer["path_with_namespace"]?.string)
        case .adminProject:
            let project = answer["data"]?["project"]
            return project?["userPermissions"]?["adminProject"] == .bool(true)
                && isOfProject(project?["fullPath"]?.string)
        }
    }

    private func isOfProject(_ path: String?) -> Bool {
        guard let path, let project else { return false }
        return path.lowercased() == project.description.lowercased()
    }
}
