package import ReleaseModel

/// What the operator says of the inputs; it comes before what sidecars and paths say.
package struct SnapshotStatement: Sendable {
    package var project: ProjectPath?
    package var capturedAt: CaptureTime?
    /// The list is complete, whatever its length suggests.
    package var isComplete: Bool
    /// The input is the answer of this group's endpoint, to be split by project.
    package var group: String?

    package init(
        project: ProjectPath? = nil, capturedAt: CaptureTime? = nil, isComplete: Bool = false, group: String? = nil
    ) {
        self.project = project
        self.capturedAt = capturedAt
        self.isComplete = isComplete
        self.group = group
    }
}
