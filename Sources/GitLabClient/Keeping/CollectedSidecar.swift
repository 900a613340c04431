import Foundation
import HTTPTransport
import ReleaseModel

/// What is kept beside an answer, as `NAME.meta.json`: all that says how it came about, but for who may read it again.
struct CollectedSidecar {
    let subject: CollectedSubject
    let answer: GitLabAnswer
    let capturedAt: Instant
    let reader: ReaderDescription
    /// The version of this program.
    let tool: String
    /// Members that only this kind of answer has.
    var particulars: [(key: String, value: CanonicalJSON)] = []

    /// The headers that say how to read an answer, or that help to find the request in GitLab's log.
    private static let keptHeaders = [
        "Age", "Content-Type", "Date", "ETag", "Link", "RateLimit-Limit", "RateLimit-Remaining", "Via", "X-Gitlab-Meta",
        "X-Next-Page", "X-Page", "X-Per-Page", "X-Prev-Page", "X-Request-Id", "X-Total", "X-Total-Pages",
    ]

    var bytes: Data { Data((json.indentedText + "\n").utf8) }

    private var json: CanonicalJSON {
        let headers = Self.keptHeaders.compactMap { name in
            answer.http.headers[name].map { (key: name, value: CanonicalJSON.string($0)) }
        }
        var members: [(key: String, value: CanonicalJSON)] = [
            ("captured_at", .string(capturedAt.iso8601)), ("url", .string(answer.address.description)),
            ("status", .integer(answer.http.status)), ("headers", .object(headers)), ("reader", reader.json),
            ("tool", .string(tool)), ("received_at", .string(answer.receivedAt.iso8601)),
        ]
        switch subject {
        case .project(let path): members.append(("project", .string(path.description)))
        case .group(let path): members.append(("group", .string(path)))
        }
        if let version = reader.gitlabVersion { members.append(("gitlab_version", .string(version))) }
        if let offset = answer.clockOffset { members.append(("clock_offset_seconds", .integer(Int(offset)))) }
        return .object(members + particulars)
    }
}

extension Instant {
    /// The name of a snapshot's folder, `20260102T020004Z`.
    var folderName: String { iso8601.filter { $0 != "-" && $0 != ":" } }
}
