import Foundation
import ReleaseModel

/// Groups files given on the command line into snapshots, in order of capture.
///
/// A folder is walked for `.json`, `.ndjson` and `.jsonl` files. A file or a folder named by an instant or a date is
/// one snapshot; so are files whose sidecars state one capture time, and files given that say nothing of it.
package enum SnapshotFiles {
    private static let deepestFolder = 32

    /// Finds the snapshots among files and folders.
    package static func discover(
        _ inputs: [String], stated: SnapshotStatement = SnapshotStatement()
    ) throws(SnapshotError) -> [SnapshotSource] {
        var files: [SnapshotFile] = []
        var seen = ByText<Void>()
        let given = ByText(inputs.map { ($0, ()) })
        for input in inputs {
            if try isSidecar(input, ofOneOf: given) { continue }
            for file in try filesFound(in: input) where seen[file.path] == nil {
                seen[file.path] = ()
                files.append(file)
            }
        }
        return try snapshots(among: files, stated: stated)
    }

    /// Groups files into snapshots, in order of capture.
    static func snapshots(
        among files: [SnapshotFile], stated: SnapshotStatement = SnapshotStatement()
    ) throws(SnapshotError) -> [SnapshotSource] {
        try checkProjects(of: files, stated: stated)
        var groups: [[SnapshotFile]] = []
        var positions = ByText<Int>()
        for file in files {
            let key = stated.capturedAt == nil ? file.snapshotKey.joined(separator: "\u{0}") : ""
            if let position = positions[key] {
                groups[position].append(file)
            } else {
                positions[key] = groups.count
                groups.append([file])
            }
        }
        return try groups.map { (group) throws(SnapshotError) in try SnapshotSource(files: group) }
            .sorted(by: SnapshotSource.isTakenBefore)
    }

    /// Whether an input describes another one, as a shell's `*.json` gives them; refuses one that stands alone.
    private static func isSidecar(_ input: String, ofOneOf given: ByText<Void>) throws(SnapshotError) -> Bool {
        guard let described = SnapshotFileName.described(by: input) else { return false }
        guard described.contains(where: { given[$0] != nil }) else {
            throw SnapshotError(file: input, reason: .input(.sidecarAlone))
        }
        return true
    }

    private static func filesFound(in input: String) throws(SnapshotError) -> [SnapshotFile] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
            throw SnapshotError(file: input, reason: .input(.missing))
        }
        guard isFolder.boolValue else { return [try SnapshotFile(path: input, below: nil)] }
        let paths = try found(below: input).snapshots
        guard !paths.isEmpty else { throw SnapshotError(file: input, reason: .input(.emptyFolder)) }
        return try paths.map { (path) throws(SnapshotError) in try SnapshotFile(path: path, below: input) }
    }

    /// What lies below a folder, by how it is named.
    struct Found {
        /// The paths of all files that are named as snapshots are.
        var snapshots: [String] = []
        /// The paths of all folders of what was collected with a snapshot, and is no part of it.
        var besideReleases: [String] = []
    }

    /// What lies below a folder, in the order of its names.
    static func found(below folder: String) throws(SnapshotError) -> Found {
        var found = Found()
        try walk(folder, depth: 1, into: &found)
        return found
    }

    /// Walks a folder in the order of its names; the limit ends a circle of symbolic links.
    private static func walk(
        _ folder: String, depth: Int, into found: inout Found
    ) throws(SnapshotError) {
        guard depth <= deepestFolder else {
            throw SnapshotError(file: folder, reason: .input(.foldersTooDeep(limit: deepestFolder)))
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw SnapshotError(file: folder, reason: .input(.unreadable("the folder cannot be listed")))
        }
        for name in names where !name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                // A dangling link named like a snapshot is a snapshot that is missing.
                guard SnapshotFileName.isSnapshot(name) else { continue }
                throw SnapshotError(file: path, reason: .input(.missing))
            }
            if isFolder.boolValue {
                if BesideReleases(rawValue: name) != nil, CaptureTime(text: lastName(of: folder)) != nil {
                    found.besideReleases.append(path)
                } else {
                    try walk(path, depth: depth + 1, into: &found)
                }
            } else if SnapshotFileName.isSnapshot(name) {
                found.snapshots.append(path)
            }
        }
    }

    private static func lastName(of folder: String) -> Substring { folder.split(separator: "/").last ?? "" }

    /// Refuses one stated project for folders that name several: an empty list of one would delete the other's releases.
    private static func checkProjects(of files: [SnapshotFile], stated: SnapshotStatement) throws(SnapshotError) {
        guard let project = stated.project else { return }
        var first: ProjectPath?
        for file in files {
            guard let named = file.sidecar.project ?? file.place.project else { continue }
            if let first, first != named {
                let fault = SnapshotError.ProjectFault.statedForSeveral(stated: project, first, named)
                throw SnapshotError(file: file.path, reason: .project(fault))
            }
            first = named
        }
    }
}
