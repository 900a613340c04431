import Foundation
import ReleaseModel

/// What the file `NAME.meta.json` says about the snapshot file `NAME.json`.
struct Sidecar: Sendable, Equatable {
    var project: ProjectPath?
    var capturedAt: CaptureTime?
    var group: String?
    var gitlabVersion: String?
    var isComplete = false
    /// `X-Page`, or `page` in the address.
    var page: Int?
    /// `X-Per-Page`, or `per_page` in the address.
    var pageSize: Int?
    /// `X-Total`; GitLab leaves it out above 10,000 releases.
    var total: Int?
    var nextPage: NextPage?
    /// How the page was asked for.
    var request: SnapshotRequest?
    /// Between which moments the pages were answered.
    var span: AnswerSpan?
    /// Of audit events: the time of which the file holds all.
    var covers: StatedCover?
    /// Of evidence: what the list of releases said of it.
    var tag: String?
    var collectedAt: Instant?
    var evidenceToken: String?

    /// What `X-Next-Page` says.
    enum NextPage: Sendable, Equatable {
        case noMore
        case number(Int)
    }

    /// A sidecar that says nothing.
    init() {}

    /// Reads the sidecar of a snapshot file, if there is one.
    init(of path: String) throws(SnapshotError) {
        let stem = path.hasSuffix(".json") ? String(path.dropLast(5)) : path
        let candidates = ["\(stem).meta.json", "\(path).meta.json"]
        guard let file = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            self.init()
            return
        }
        let bytes = try FileContent.read(file, limit: Self.largestSize)
        try self.init(decoding: bytes, file: file)
    }

    private static let largestSize = 1 << 20

    /// Reads the bytes of a sidecar.
    init(decoding bytes: Data, file: String) throws(SnapshotError) {
        do throws(JSONFault) {
            try JSONScanner.over(bytes) { (scanner) throws(JSONFault) in try scanner.wholeText() }
        } catch {
            throw SnapshotError(
                file: file, offset: error.offset, reason: .sidecar(field: "", .json(error.reason)))
        }
        let reader = SidecarReader(file: file, value: (try? JSONValue(decoding: bytes)) ?? .null)
        guard case .object = reader.value else { throw reader.wrongType("", "an object") }
        project = try reader.text("project", "the full path of a project") { ProjectPath($0) }
        capturedAt = try reader.text("captured_at", "an instant with a zone, or a date") { CaptureTime(text: $0) }
        group = try reader.text("group", "the full path of a group") { $0.isEmpty ? nil : $0 }
        gitlabVersion = try reader.text("gitlab_version", "a string") { $0 }
        isComplete = try reader.flag("complete")
        let address = try reader.text("url", "an address") { URLComponents(string: $0) }
        if let filter = address?.queryItems?.first(where: { Self.filters.contains($0.name) }) {
            throw SnapshotError(file: file, reason: .sidecar(field: "url", .filtered(by: filter.name)))
        }
        request = address.flatMap { Self.request(at: $0, reader: reader.value["reader"]) }
        page = try reader.number("x-page", from: 1) ?? Self.number(in: address, "page")
        let size = try reader.number("x-per-page", from: 1) ?? Self.number(in: address, "per_page")
        pageSize = size.map { min($0, Self.largestPage) }
        total = try reader.number("x-total", from: 0)
        if let next = try reader.number("x-next-page", from: 1) {
            nextPage = .number(next)
        } else if try reader.header("x-next-page") != nil {
            nextPage = .noMore
        }
        span = try reader.span()
        covers = try reader.cover()
        tag = try reader.text("tag", "a string") { $0 }
        collectedAt = try reader.text("collected_at", "an instant with a zone") { Instant(text: $0) }
        evidenceToken = try reader.text("evidence_sha", "a string") { $0 }
    }

    /// The parameters that make GitLab leave releases out, or most of what they say.
    private static let filters: Set = ["updated_after", "updated_before", "simple"]

    /// GitLab answers at most this many releases a page, however many are asked for.
    private static let largestPage = 100

    /// The parameters that say which list was asked for; others are left out, since one of them may be a token.
    private static let parametersOfList: Set = ["order_by", "sort", "per_page", "include_html_description"]

    private static func request(at address: URLComponents, reader: JSONValue?) -> SnapshotRequest? {
        var address = address
        (address.user, address.password, address.fragment) = (nil, nil, nil)
        let items = address.queryItems?.filter { parametersOfList.contains($0.name) } ?? []
        address.queryItems = items.isEmpty ? nil : items
        guard let text = address.string, text.utf8.count <= longestAddress else { return nil }
        return SnapshotRequest(
            address: text.withoutControls, username: name(reader?["username"]), tokenName: name(reader?["token_name"]))
    }

    private static func name(_ value: JSONValue?) -> String? {
        value?.string.map { String($0.withoutControls.prefix(200)) }
    }

    private static let longestAddress = 2_000

    private static func number(in address: URLComponents?, _ name: String) -> Int? {
        address?.queryItems?.first { $0.name == name }?.value.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}

/// Reads the members of a sidecar; what is not there is nil, what is there must be right.
private struct SidecarReader {
    let file: String
    let value: JSONValue

    func text<Value>(
        _ field: String, _ expected: String, _ read: (String) -> Value?
    ) throws(SnapshotError) -> Value? {
        guard let found = value[field], found != .null else { return nil }
        guard let text = found.string, let result = read(text) else { throw wrongType(field, expected) }
        return result
    }

    func flag(_ field: String) throws(SnapshotError) -> Bool {
        switch value[field] {
        case nil, .null: return false
        case .bool(let flag): return flag
        default: throw wrongType(field, "true or false")
        }
    }

    /// Between which moments the answer was made; both are stated, or none.
    func span() throws(SnapshotError) -> AnswerSpan? {
        let requestedAt = try text("requested_at", "an instant with a zone") { Instant(text: $0) }
        let answeredAt = try text("answered_at", "an instant with a zone") { Instant(text: $0) }
        guard let requestedAt, let answeredAt else { return nil }
        guard let span = AnswerSpan(requestedAt: requestedAt, answeredAt: answeredAt) else {
            throw wrongType("answered_at", "an instant not before requested_at")
        }
        return span
    }

    /// The time that the file covers; both ends must be stated, and in order.
    func cover() throws(SnapshotError) -> StatedCover? {
        // What was asked for and is not said to be covered is an answer to a token whose right nobody proved.
        let asked = value["covers"].flatMap { $0 == .null ? nil : $0 } ?? value["asked"]
        guard let found = asked, found != .null else { return nil }
        guard let from = found["from"]?.string.flatMap({ Instant(text: $0) }),
            let to = found["to"]?.string.flatMap({ Instant(text: $0) }), from <= to
        else { throw wrongType(value["covers"] == nil ? "asked" : "covers", "an object with the instants from and to") }
        return StatedCover(from: from, to: to, namedProof: value["covers"] == nil ? nil : try coverProof())
    }

    /// What the sidecar names as proof that the token may see everything; nil where it names none.
    private func coverProof() throws(SnapshotError) -> CoverProof? {
        guard let found = value["covers_proof"], found != .null else { return nil }
        guard let means = found["by"]?.string.flatMap({ CoverProof.Means(rawValue: $0) }),
            let file = found["file"]?.string, let digest = found["sha256"]?.string.flatMap({ Digest(text: $0) })
        else { throw wrongType("covers_proof", "an object with by, file and sha256") }
        return CoverProof(means: means, accessLevel: found["access_level"]?.integer, file: file, digest: digest)
    }

    /// The whole number in a header; nil where the header is missing or empty.
    func number(_ name: String, from least: Int) throws(SnapshotError) -> Int? {
        guard let (field, found) = try header(name), found != .string("") else { return nil }
        let number: Int?
        switch found {
        case .string(let digits): number = Int(digits)
        case .integer(let value): number = Int(exactly: value)
        default: number = nil
        }
        guard let number, number >= least else { throw wrongType(field, "a whole number from \(least) on") }
        return number
    }

    /// The header of a name, which may be written in any case, and how the file writes it.
    func header(_ name: String) throws(SnapshotError) -> (field: String, value: JSONValue)? {
        let headers: [String: JSONValue]
        switch value["headers"] {
        case nil, .null: return nil
        case .object(let members): headers = members
        default: throw wrongType("headers", "an object")
        }
        let matching = headers.filter { $0.key.lowercased() == name && $0.value != .null }.sorted { $0.key < $1.key }
        guard let (key, found) = matching.first else { return nil }
        guard matching.count == 1 else { throw wrongType("headers/\(key)", "one header of this name") }
        return ("headers/\(key)", found)
    }

    func wrongType(_ field: String, _ expected: String) -> SnapshotError {
        SnapshotError(file: file, reason: .sidecar(field: field, .wrongType(expected: expected)))
    }
}
