package import ReleaseModel

/// What the operator said on the command line about the inputs.
package struct SnapshotStatement: Sendable {
    /// The project that all documents belong to.
    package var project: ProjectPath?
    /// When the snapshot was taken; all files given are then pages of one snapshot.
    package var capturedAt: CaptureTime?
    /// Whether the answer shows all releases of the project.
    package var isComplete: Bool
    /// The group whose endpoint gave the answer; its releases are split by project.
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

/// How much is taken in before a file or a document is refused.
package struct SnapshotLimits: Sendable {
    /// The largest file, in bytes.
    package var fileSize: Int
    /// The largest document, in bytes; GitLab allows a million characters of release notes.
    package var documentSize: Int
    /// How late a snapshot may be dated; nil where nothing tells what time it is.
    package var future: FutureLimit?

    package init(fileSize: Int = 1 << 30, documentSize: Int = 16 << 20, future: FutureLimit? = nil) {
        self.fileSize = fileSize
        self.documentSize = documentSize
        self.future = future
    }
}
