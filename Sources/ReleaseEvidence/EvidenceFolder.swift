import Foundation
import ReleaseSnapshot

/// The files of evidence in a folder.
package enum EvidenceFolder {
    private static let deepestFolder = 32

    /// The files below a folder, in the order of their paths; of a file that is given itself, this one.
    ///
    /// Where a folder `evidence` lies below, as `collect` keeps them, the files in such folders; else all `.json` files of
    /// the folder. Sidecars are read along with the files that they lie beside.
    package static func files(in path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw SnapshotError(file: path, reason: .input(.missing))
        }
        guard isFolder.boolValue else { return [path] }
        var folders: [String] = []
        try walk(path, depth: 1, into: &folders)
        let found = try (folders.isEmpty ? [path] : folders).flatMap { folder in
            try names(in: folder).filter { $0.hasSuffix(".json") && !$0.hasSuffix(".meta.json") }
                .map { join(folder, $0) }
        }
        guard !found.isEmpty else { throw EvidenceFileError(file: path, reason: .emptyFolder) }
        return found
    }

    /// Finds the folders named `evidence`; the limit ends a circle of symbolic links.
    private static func walk(_ folder: String, depth: Int, into found: inout [String]) throws {
        guard depth <= deepestFolder else {
            throw SnapshotError(file: folder, reason: .input(.foldersTooDeep(limit: deepestFolder)))
        }
        if folder.split(separator: "/").last.map(String.init) == BesideReleases.evidence.rawValue {
            found.append(folder)
        }
        for name in try names(in: folder) {
            var isFolder: ObjCBool = false
            let path = join(folder, name)
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                try walk(path, depth: depth + 1, into: &found)
            }
        }
    }

    /// What lies in a folder, without what is under way, whose name starts with a dot.
    private static func names(in folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw SnapshotError(file: folder, reason: .input(.unreadable("the folder cannot be listed")))
        }
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}
