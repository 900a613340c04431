import ReleaseModel

/// The files of one snapshot, with what their paths and sidecars say.
package struct SnapshotSource: Sendable {
    let pages: [Page]
    /// The folders between the input and the snapshot, outermost first: the project's path, if they name one.
    let folders: [String]
    /// Whether the folders start at an input folder, so that they name nothing but the project.
    let isBelowInput: Bool
    /// From the sidecar, else from the path.
    let capturedAt: CaptureTime?

    /// One file.
    struct Page: Sendable {
        let path: String
        /// From the sidecar, else from the file's name; nil where neither says.
        let number: Int?
        let sidecar: Sidecar?

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    }

    /// The files' paths, in the order of the pages.
    package var paths: [String] { pages.map(\.path) }

    /// The first file, for messages about the snapshot as a whole.
    var firstPath: String { pages.first?.path ?? "" }
}
