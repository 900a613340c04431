import Foundation
import ReleaseModel

/// What `NAME.meta.json` beside a snapshot's file says about it.
///
/// Every member may be missing: `project`, `captured_at`, `url`, `headers`, `gitlab_version`, `complete`, `group`.
struct Sidecar: Sendable {
    var project: ProjectPath?
    var capturedAt: CaptureTime?
    var group: String?
    var gitlabVersion: String?
    var isComplete = false
    /// `X-Total`: how many releases GitLab counts.
    var total: Int?
    /// `X-Page`, or `page` in the address.
    var page: Int?
    /// `X-Per-Page`, or `per_page` in the address.
    var pageSize: Int?
    /// `X-Next-Page`: nil where the header is not known, empty on the last page.
    var nextPage: String?

    /// A sidecar is small; anything larger is something else.
    private static let byteLimit = 1 << 20

    /// The sidecar of a file; nil where there is none.
    init?(of file: String) throws(SnapshotError) {
        let stem = (file as NSString).deletingPathExtension
        guard let path = ["\(stem).meta.json", "\(file).meta.json"].first(where: FileManager.default.fileExists) else {
            return nil
        }
        guard let data = FileManager.default.contents(atPath: path) else { throw SnapshotError(path, .unreadableFile) }
        guard data.count <= Self.byteLimit else { throw SnapshotError(path, .fileTooLarge(limit: Self.byteLimit)) }
        do throws(ScanError) {
            _ = try JSONScanner.documents(in: data)
        } catch {
            throw SnapshotError(path, at: error.offset, .scan(error.reason))
        }
        guard let content = try? JSONValue(decoding: data), case .object = content else {
            throw SnapshotError(path, .invalidSidecar(detail: "it is no single JSON object"))
        }
        try self.init(content, path: path)
    }

    private init(_ content: JSONValue, path: String) throws(SnapshotError) {
        func invalid(_ key: String, _ expected: String) -> SnapshotError {
            SnapshotError(path, .invalidSidecar(detail: "\(key) is not \(expected)"))
        }
        if let value = content["project"] {
            guard let project = value.string.flatMap({ ProjectPath($0) }) else {
                throw invalid("project", "a full path")
            }
            self.project = project
        }
        if let value = content["captured_at"] {
            guard let time = value.string.flatMap({ CaptureTime(text: $0) }) else {
                throw invalid("captured_at", "an instant or a date")
            }
            capturedAt = time
        }
        if let value = content["complete"] {
            guard case .bool(let isComplete) = value else { throw invalid("complete", "true or false") }
            self.isComplete = isComplete
        }
        group = content["group"]?.string
        gitlabVersion = content["gitlab_version"]?.string
        let address = content["url"]?.string ?? ""
        page = Self.parameter("page", in: address)
        pageSize = Self.parameter("per_page", in: address)
        guard case .object(let headers)? = content["headers"] else { return }
        for (name, value) in headers {
            let text = value.string ?? value.integer.map(String.init) ?? ""
            switch name.lowercased() {
            case "x-total": total = Int(text)
            case "x-page": page = Int(text) ?? page
            case "x-per-page": pageSize = Int(text) ?? pageSize
            case "x-next-page": nextPage = text
            default: break
            }
        }
    }

    private static func parameter(_ name: String, in address: String) -> Int? {
        URLComponents(string: address)?.queryItems?.last { $0.name == name }?.value.flatMap { Int($0) }
    }
}
