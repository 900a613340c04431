package import ReleaseModel

/// The files of snapshots below a folder, by what their paths say, before any of them is opened.
package struct SnapshotTree: Sendable {
    package let root: String
    /// In the order of their names.
    package let branches: [Branch]

    /// All snapshots of one project, or of one group.
    package struct Branch: Sendable {
        /// The folders between the root and the snapshots: the full path of the project or group.
        package let name: String
        fileprivate let root: String
        fileprivate var files: [(path: String, capturedAt: CaptureTime?)]

        /// The project whose path the folders spell; nil for a group at the top.
        package var project: ProjectPath? { ProjectPath(name) }

        /// When the snapshots were taken, as far as their paths tell.
        package var captureTimes: [CaptureTime] { files.compactMap(\.capturedAt) }

        /// The snapshots that are wanted by the time in their paths, in order of capture; opens their sidecars only.
        package func snapshots(
            where isWanted: (CaptureTime?) -> Bool
        ) throws(SnapshotError) -> [SnapshotSource] {
            var wanted: [SnapshotFile] = []
            for file in files where isWanted(file.capturedAt) {
                wanted.append(try SnapshotFile(path: file.path, below: root))
            }
            return try SnapshotFiles.snapshots(among: wanted)
        }
    }

    /// Lists the files below a folder.
    package init(_ root: String) throws(SnapshotError) {
        self.root = root
        let depth = root.split(separator: "/").filter { $0 != "." }.count
        var found: [String: Branch] = [:]
        for path in try SnapshotFiles.paths(below: root) {
            let place = PlaceInTree(path: path, below: root)
            let name = place.folders.dropFirst(depth).joined(separator: "/")
            found[name, default: Branch(name: name, root: root, files: [])].files.append((path, place.capturedAt))
        }
        branches = found.values.sorted { $0.name < $1.name }
    }
}
