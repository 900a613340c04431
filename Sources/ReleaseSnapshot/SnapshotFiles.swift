import Foundation
import ReleaseModel

/// Finds the snapshots among the files and folders given on the command line.
///
/// Below a folder, `<project path>/<time>.json` is a snapshot of one file, and the files in `<project path>/<time>/`
/// are the pages of one. A time is an instant (`20260102T020000Z`, `2026-01-02T02:00:00Z`) or a date. Files given by
/// name for which nothing tells a time are the pages of one snapshot, in the order given.
package enum SnapshotFiles {
    private static let extensions: Set<String> = ["json", "ndjson", "jsonl"]

    /// The snapshots in order of project and time.
    package static func discover(
        _ inputs: [String], _ statement: SnapshotStatement
    ) throws(SnapshotError) -> [SnapshotSource] {
        var groups = Groups()
        for input in inputs {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
                throw SnapshotError(input, .missingFile)
            }
            if isFolder.boolValue {
                try discover(below: input, statement, &groups)
            } else {
                let folders = (input as NSString).deletingLastPathComponent.split(separator: "/").map(String.init)
                try groups.add(input, folders: folders, isBelowInput: false, statement)
            }
        }
        return groups.sources
    }

    private static func discover(
        below folder: String, _ statement: SnapshotStatement, _ groups: inout Groups
    ) throws(SnapshotError) {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw SnapshotError(folder, .unreadableFile)
        }
        // Byte order, so that the result is the same in every locale.
        let files = names.filter(isSnapshotFile).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !files.isEmpty else { throw SnapshotError(folder, .noSnapshots) }
        for name in files {
            let path = (folder as NSString).appendingPathComponent(name)
            try groups.add(
                path, folders: name.split(separator: "/").dropLast().map(String.init), isBelowInput: true, statement)
        }
    }

    private static func isSnapshotFile(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        return extensions.contains((name as NSString).pathExtension) && !name.hasSuffix(".meta.json")
            && !parts.contains { $0.hasPrefix(".") }
    }
}

/// Files gathered into snapshots: those of one folder and one time belong together.
private struct Groups {
    private struct Key: Hashable {
        let folders: [String]
        let time: CaptureTime?
    }

    private var order: [Key] = []
    private var pages: [Key: [SnapshotSource.Page]] = [:]
    private var isBelowInput: [Key: Bool] = [:]

    var sources: [SnapshotSource] {
        order.map { key in
            let pages = pages[key] ?? []
            let areNumbered = pages.allSatisfy { $0.number != nil }
            return SnapshotSource(
                pages: areNumbered ? pages.sorted { ($0.number ?? 0) < ($1.number ?? 0) } : pages,
                folders: key.folders, isBelowInput: isBelowInput[key] ?? false, capturedAt: key.time)
        }.sorted { left, right in
            guard left.folders == right.folders, let first = left.capturedAt, let second = right.capturedAt else {
                return left.folders.lexicographicallyPrecedes(right.folders)
            }
            return first.earliest < second.earliest
        }
    }

    mutating func add(
        _ path: String, folders: [String], isBelowInput: Bool, _ statement: SnapshotStatement
    ) throws(SnapshotError) {
        let sidecar = try Sidecar(of: path)
        var folders = folders
        let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
        let fromName = CaptureTime(text: stem)
        var fromFolder: CaptureTime?
        if fromName == nil, let last = folders.last, let time = CaptureTime(text: last) {
            fromFolder = time
            folders.removeLast()
        }
        let time = statement.capturedAt ?? sidecar?.capturedAt ?? fromName ?? fromFolder
        if isBelowInput, time == nil { throw SnapshotError(path, .notNamedByTime) }
        // What the operator states for all files makes one snapshot of them, wherever they lie.
        let key = Key(folders: statement.capturedAt == nil || isBelowInput ? folders : [], time: time)
        if pages[key] == nil { order.append(key) }
        pages[key, default: []].append(
            SnapshotSource.Page(
                path: path, number: sidecar?.page ?? (fromName == nil ? Self.pageNumber(in: stem) : nil),
                sidecar: sidecar))
        self.isBelowInput[key] = isBelowInput
    }

    /// The number in `page-3`, `releases_page3of4` or `list_p3`; nil where the name has none.
    private static func pageNumber(in stem: String) -> Int? {
        for marker in ["page", "_p", "-p"] {
            guard let range = stem.lowercased().range(of: marker, options: .backwards) else { continue }
            let digits = stem.lowercased()[range.upperBound...].drop { $0 == "-" || $0 == "_" || $0 == "=" }
                .prefix { $0.isASCII && $0.isNumber }
            if let number = Int(digits), number > 0 { return number }
        }
        return nil
    }
}
