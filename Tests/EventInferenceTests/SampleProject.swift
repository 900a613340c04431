import Foundation
import ReleaseModel
import Testing

@testable import EventInference

/// Release documents made up for tests, in the shape of GitLab 18.
enum Sample {
    /// A full document; change it with ``JSONValue/setting(_:to:)``.
    static func release(_ tag: String, createdAt: String, id: Int64 = 1) -> JSONValue {
        .object([
            "tag_name": .string(tag), "name": .string("Release \(tag)"),
            "description": .string("# Notes\n\n- one\n- two\n"),
            "created_at": .string(createdAt), "released_at": .string(createdAt), "upcoming_release": .bool(false),
            "author": .object(["id": .integer(7), "name": .string("Mara Lind"), "username": .string("mlind")]),
            "commit": .object([
                "id": .string(String(repeating: "\(id % 10)", count: 40)),
                "created_at": .string("2026-01-01T10:00:00.000+00:00"),
                "author_email": .string("mara@example.org"),
            ]),
            "commit_path": .string("/harbour/ferry/-/commit/1"), "tag_path": .string("/harbour/ferry/-/tags/\(tag)"),
            "milestones": .array([milestone(41, "Winter"), milestone(42, "Access")]),
            "assets": .object([
                "count": .integer(5),
                "sources": .array([.object(["format": .string("zip"), "url": .string("https://gitlab.example/z")])]),
                "links": .array([link(id * 10, "binary", "https://downloads.example/\(tag).bin")]),
            ]),
            "evidences": .array([
                .object([
                    "sha": .string("aa\(id)d"), "filepath": .string("https://gitlab.example/evidences/\(id).json"),
                    "collected_at": .string(createdAt),
                ])
            ]),
            "_links": .object(["self": .string("https://gitlab.example/harbour/ferry/-/releases/\(tag)")]),
        ])
    }

    static func milestone(_ id: Int64, _ title: String) -> JSONValue {
        .object([
            "id": .integer(id), "title": .string(title), "state": .string("active"),
            "due_date": .string("2026-0\(id % 9 + 1)-01"),
            "start_date": .null, "expired": .bool(false), "updated_at": .string("2026-01-01T00:00:00Z"),
            "issue_stats": .object(["total": .integer(3), "closed": .integer(1)]),
        ])
    }

    static func link(_ id: Int64, _ name: String, _ url: String) -> JSONValue {
        .object([
            "id": .integer(id), "name": .string(name), "url": .string(url), "direct_asset_url": .string(url),
            "link_type": .string("other"),
        ])
    }

    /// Five releases of a project, newest first, as GitLab lists them.
    static let population = (1...5).reversed().map {
        release("v\($0)", createdAt: "2025-12-0\($0)T12:00:00.123Z", id: Int64($0))
    }
}

/// Plays nights to the inference and collects what it finds.
struct SampleProject {
    private(set) var inference: EventInference
    private(set) var findings: [EventInference.Findings] = []
    private var night = 1

    init(_ inference: EventInference = EventInference()) {
        self.inference = inference
    }

    static let complete = ListWindow(startsAtFirstPage: true, end: .statedComplete)
    static let unknown = ListWindow(startsAtFirstPage: true, end: .unknown)
    static let laterPage = ListWindow(startsAtFirstPage: false, end: .unknown)

    /// Adds a night; returns what its snapshot shows.
    @discardableResult
    mutating func night(
        _ documents: [JSONValue], window: ListWindow = complete, at time: String? = nil, group: String? = nil
    ) throws -> EventInference.Findings {
        night += 1
        var texts: [Digest: JSONValue] = [:]
        let digests = documents.map { document in
            let digest = Digest(of: Array(document.canonicalText.utf8))
            texts[digest] = document
            return digest
        }
        let day = CivilDay(daysSince1970: 20_453 + Int64(night))
        let capturedAt = time.flatMap { CaptureTime(text: $0) } ?? .instant(day.start.advanced(bySeconds: 7_200))
        let list = Array(digests.map(\.hex).joined().utf8) + Array("\(night)".utf8)
        let record = SnapshotRecord(
            project: try #require(ProjectPath("harbour/ferry")), capturedAt: capturedAt, digest: Digest(of: list),
            pages: [], window: window, gitlabVersion: nil, group: group, releaseCount: digests.count)
        let found = try inference.observe(record, digests) { try Release(texts[$0] ?? .null) }
        findings.append(found)
        return found
    }

    /// What happened after the opening population, as `kind tag`.
    var story: [String] {
        findings.dropFirst().flatMap(\.events).map { "\($0.kind.rawValue) \($0.tag ?? $0.target)" }
    }

    var notices: [NoticeKind] { findings.flatMap(\.notices).map(\.kind) }
}

extension JSONValue {
    /// A copy with the value at a path (keys and positions) replaced, added, or with nil removed.
    func setting(_ path: [Any], to value: JSONValue?) -> JSONValue {
        guard let step = path.first else { return value ?? .null }
        let rest = Array(path.dropFirst())
        switch (self, step) {
        case (.object(var members), let key as String):
            members[key] = rest.isEmpty ? value : (members[key] ?? .object([:])).setting(rest, to: value)
            return .object(members)
        case (.array(var elements), let index as Int):
            if rest.isEmpty, let value {
                if index < elements.count { elements[index] = value } else { elements.append(value) }
            } else if rest.isEmpty {
                elements.remove(at: index)
            } else {
                elements[index] = elements[index].setting(rest, to: value)
            }
            return .array(elements)
        default:
            return self
        }
    }

    /// One text for one value, so that equal documents have equal digests.
    var canonicalText: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .array(let elements): "[" + elements.map(\.canonicalText).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value.canonicalText)" }.joined(
                    separator: ",") + "}"
        }
    }
}
