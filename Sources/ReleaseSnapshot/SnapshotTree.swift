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
        fileprivate var files: [(path: String, capturedAt: CaptureTime?, key: String?)] = []
        fileprivate var folders: [BesideReleases: [String]] = [:]

        /// The project whose path the folders spell; nil for a group at the top.
        package var project: ProjectPath? { ProjectPath(name) }

        /// When the snapshots were taken, as far as their paths tell.
        package var captureTimes: [CaptureTime] { files.compactMap(\.capturedAt) }

        /// The snapshots that are wanted by the time in their paths, in order of capture; opens their sidecars only.
        ///
        /// A snapshot whose sidecars cannot be used is among the faults, whole: of its pages none is taken alone.
        package func snapshots(
            where isWanted: (CaptureTime?) -> Bool
        ) -> (sources: [SnapshotSource], faults: [(paths: [String], error: SnapshotError)]) {
            var sources: [SnapshotSource] = []
            var faults: [(paths: [String], error: SnapshotError)] = []
            // Files whose paths do not tell are grouped by what their sidecars say, and so read together.
            let wanted = Dictionary(grouping: files.filter { isWanted($0.capturedAt) }) { $0.key ?? "" }
            for files in wanted.values {
                let paths = files.map(\.path)
                do throws(SnapshotError) {
                    let read = try paths.map { (path) throws(SnapshotError) in
                        try SnapshotFile(path: path, below: root)
                    }
                    sources += try SnapshotFiles.snapshots(among: read)
                } catch {
                    faults.append((paths, error))
                }
            }
            return (
                sources.sorted(by: SnapshotSource.isTakenBefore),
                faults.sorted { $0.paths.lexicographicallyPrecedes($1.paths) }
            )
        }

        /// Whether anything of the kind was collected.
        package func holds(_ kind: BesideReleases) -> Bool { folders[kind] != nil }

        /// What was collected with each snapshot besides its pages, oldest first; opens nothing.
        package func files(
            of kind: BesideReleases, where isWanted: (CollectedFile) -> Bool
        ) throws(SnapshotError) -> [[CollectedFile]] {
            var wanted: [[CollectedFile]] = []
            for folder in folders[kind] ?? [] {
                let files = try CollectedFile.all(in: folder).filter(isWanted)
                if !files.isEmpty { wanted.append(files) }
            }
            return wanted
        }
    }

    /// Lists the files below a folder.
    package init(_ root: String) throws(SnapshotError) {
        self.root = root
        let depth = root.split(separator: "/").filter { $0 != "." }.count
        var branches: [String: Branch] = [:]
        let found = try SnapshotFiles.found(below: root)
        for path in found.snapshots {
            let place = PlaceInTree(path: path, below: root)
            let name = place.folders.dropFirst(depth).joined(separator: "/")
            branches[name, default: Branch(name: name, root: root)].files.append(
                (path, place.capturedAt, place.snapshotKey))
        }
        for path in found.besideReleases {
            let folders = path.split(separator: "/").filter { $0 != "." }
            guard let kind = folders.last.flatMap({ BesideReleases(rawValue: String($0)) }) else { continue }
            let name = folders.dropFirst(depth).dropLast(2).joined(separator: "/")
            branches[name, default: Branch(name: name, root: root)].folders[kind, default: []].append(path)
        }
        self.branches = branches.values.sorted { $0.name < $1.name }
    }
}
