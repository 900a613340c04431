package import ReleaseModel

extension Exception {
    /// GitLab's evidence says something else of the release than the snapshots around its collection show.
    ///
    /// Fired by the target that holds evidence against snapshots.
    package static func evidenceDiffers(
        collectedAt: Instant, file: String, _ differences: [EvidenceDifference]
    ) -> Exception {
        Exception(.evidenceDiffers, .evidence(collectedAt: collectedAt, file: file, differences))
    }
}

/// A field that release evidence and snapshots tell differently.
package struct EvidenceDifference: Sendable, Equatable {
    /// `description`, or of a milestone `milestones[11].title`.
    package let field: String
    /// Nil where there is none.
    package let inEvidence: String?
    /// What the snapshots around the collection show, each value once, the earlier first.
    package let inSnapshots: [String?]

    package init(field: String, inEvidence: String?, inSnapshots: [String?]) {
        self.field = field
        self.inEvidence = inEvidence
        self.inSnapshots = inSnapshots
    }
}
