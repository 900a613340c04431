package import ReleaseModel

/// What the sidecar of an evidence file says: of which release GitLab's list named the evidence, and how.
package struct StatedEvidence: Sendable, Equatable {
    package let project: ProjectPath?
    package let tag: String?
    package let collectedAt: Instant?
    /// The `sha` of the list.
    package let token: String?

    /// A sidecar that says nothing, or none at all.
    package static let nothing = StatedEvidence(project: nil, tag: nil, collectedAt: nil, token: nil)

    /// What the sidecar of a file says.
    package static func besides(_ path: String) throws(SnapshotError) -> StatedEvidence {
        let sidecar = try Sidecar(of: path)
        return StatedEvidence(
            project: sidecar.project, tag: sidecar.tag, collectedAt: sidecar.collectedAt, token: sidecar.evidenceToken)
    }
}
