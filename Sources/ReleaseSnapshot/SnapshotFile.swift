import ReleaseModel

/// One file given, with what its path and its sidecar say.
package struct SnapshotFile: Sendable, Equatable {
    /// The path as it was given, or below the folder given.
    package let path: String
    /// The file's own name.
    let name: PlainFileName
    let sidecar: Sidecar
    let place: PlaceInTree

    init(path: String, below folder: String?) throws(SnapshotError) {
        guard let name = PlainFileName(path.split(separator: "/").last ?? path[...]) else {
            throw SnapshotError(file: path, reason: .input(.nameNotPlain))
        }
        self.path = path
        self.name = name
        sidecar = try Sidecar(of: path)
        place = PlaceInTree(path: path, below: folder)
    }

    /// When the snapshot was taken, from the sidecar or else the path.
    var capturedAt: CaptureTime? { sidecar.capturedAt ?? place.capturedAt }

    /// Which page of the answer this is, from the headers, the address or the name.
    var pageNumber: Int? { sidecar.page ?? place.pageNumber }

    /// Files with the same key are pages of one snapshot.
    var snapshotKey: [String] {
        if let key = place.snapshotKey { return ["named", key] }
        if let captured = sidecar.capturedAt {
            return ["stated", place.folder, captured.iso8601, sidecar.project?.description ?? ""]
        }
        return place.isBelowInput ? ["folder", place.folder] : ["given"]
    }
}

/// What a path tells: `<folders>/<project path>/<instant or date>[/page-N].json`.
struct PlaceInTree: Sendable, Equatable {
    /// The instant or date in the path.
    let capturedAt: CaptureTime?
    /// What all pages of the snapshot have in common, if the path has an instant or a date.
    let snapshotKey: String?
    /// The folders above the snapshot, the input's own among them.
    let folders: [Substring]
    /// The project that the folders between the input and the snapshot spell.
    let project: ProjectPath?
    /// The folder the file lies in.
    let folder: String
    /// Whether the file was found in a folder given, and not given itself.
    let isBelowInput: Bool
    let pageNumber: Int?
    /// How many pages the name says there are, as in `page3of4`.
    let pageCount: Int?

    init(path: String, below input: String?) {
        var parts = path.split(separator: "/").filter { $0 != "." }
        let inputDepth = input.map { $0.split(separator: "/").filter { $0 != "." }.count }
        let name = PageName(stem: SnapshotFileName.stem(of: parts.popLast() ?? ""))
        let root = path.hasPrefix("/") ? "/" : ""
        folder = root + parts.joined(separator: "/")
        isBelowInput = input != nil
        (pageNumber, pageCount) = (name.number, name.count)
        if let time = CaptureTime(text: name.rest) {
            capturedAt = time
            snapshotKey = "\(folder)/\(name.rest)"
        } else if let last = parts.last, let time = CaptureTime(text: last) {
            capturedAt = time
            snapshotKey = folder
            parts.removeLast()
        } else {
            capturedAt = nil
            snapshotKey = nil
        }
        folders = parts
        project = inputDepth.flatMap { ProjectPath(parts.dropFirst($0).joined(separator: "/")) }
    }

    /// Whether the folders end with the path of a project.
    func endsWith(_ project: ProjectPath) -> Bool {
        folders.suffix(project.description.split(separator: "/").count).joined(separator: "/") == project.description
    }
}

/// A file name that may say which page of an answer it holds.
struct PageName: Equatable {
    /// The name without what says the page.
    private(set) var rest: Substring
    private(set) var number: Int?
    private(set) var count: Int?

    /// Reads `page-3`, `_page3of4`, `.p3` and the like at the end of a name without extension.
    init(stem: Substring) {
        (rest, number, count) = (stem, nil, nil)
        guard var end = stem.endingInNumber else { return }
        var pages: Int?
        if end.head.hasSuffix("of"), let inner = end.head.dropLast(2).droppingOneSeparator("-_").endingInNumber {
            pages = end.number
            end = inner
        }
        let word = end.head.droppingOneSeparator("-_")
        guard let mark = ["page", "p"].first(where: { word.hasSuffix($0) }), end.number > 0 else { return }
        let before = word.dropLast(mark.count)
        guard before.isEmpty || before.droppingOneSeparator("-_. ") != before else { return }
        (rest, number, count) = (before.droppingOneSeparator("-_. "), end.number, pages)
    }
}

/// Which files are taken for snapshots, and how their names end.
enum SnapshotFileName {
    private static let extensions = [".json", ".ndjson", ".jsonl"]
    private static let sidecarEnding = ".meta.json"

    /// Whether a file found in a folder is a snapshot; hidden files and sidecars are not.
    static func isSnapshot(_ name: String) -> Bool {
        !name.hasPrefix(".") && !name.hasSuffix(sidecarEnding) && extensions.contains { name.hasSuffix($0) }
    }

    /// The files that a sidecar may belong to; nil where the path is not that of a sidecar.
    static func described(by path: String) -> [String]? {
        guard path.hasSuffix(sidecarEnding) else { return nil }
        let stem = String(path.dropLast(sidecarEnding.count))
        return [stem, stem + ".json"]
    }

    /// The name without its extension.
    static func stem(of name: Substring) -> Substring {
        extensions.first { name.hasSuffix($0) }.map { name.dropLast($0.count) } ?? name
    }
}

extension Substring {
    /// The number at the end, of at most six digits, and what stands before it.
    fileprivate var endingInNumber: (head: Substring, number: Int)? {
        let digits = Substring(reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        guard digits.count <= 6, let number = Int(digits) else { return nil }
        return (dropLast(digits.count), number)
    }

    fileprivate func droppingOneSeparator(_ separators: String) -> Substring {
        last.map { separators.contains($0) } == true ? dropLast() : self
    }
}
