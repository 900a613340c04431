package import Foundation
import ReleaseModel

extension LogEntry {
    /// The version of the written form.
    package static let format = 1

    /// The canonical bytes of the entry, which are the leaf of the Merkle tree: RFC 8785 JSON without a line feed.
    package var bytes: Data { Data(json.text.utf8) }

    private var json: CanonicalJSON {
        switch self {
        case .run(let run):
            .object(
                [
                    ("entry", .string(Kind.run.rawValue)), ("format", .integer(Self.format)),
                    ("project", .string(run.project.description)), ("started_at", .string(run.startedAt.iso8601)),
                    ("tool", .string(run.tool)),
                ] + (run.runBy.map { [("run_by", .string($0))] } ?? [])
                    + (run.failure.map { [("failed", $0.json)] } ?? []))
        case .snapshot(let snapshot):
            .object(
                [
                    ("captured_at", .string(snapshot.capturedAt.iso8601)),
                    ("digest", .string(snapshot.digest.labelled)),
                    ("entry", .string(Kind.snapshot.rawValue)), ("format", .integer(Self.format)),
                    ("gitlab_version", .optional(snapshot.gitlabVersion)), ("group", .optional(snapshot.group)),
                    ("pages", .array(snapshot.pages.map(\.json))), ("project", .string(snapshot.project.description)),
                    ("releases", .integer(snapshot.releaseCount)), ("window", snapshot.window.json),
                ] + (snapshot.request.map { [("request", $0.json)] } ?? [])
                    + (snapshot.span?.members ?? []))
        case .auditImport(let file): file.json
        case .evidenceFile(let file): file.json
        case .archiveReceipt(let receipt): receipt.json
        }
    }

    /// What the member `entry` says.
    enum Kind: String {
        case run
        case snapshot
        case auditImport = "audit-import"
        case evidenceFile = "evidence-file"
        case archiveReceipt = "archive-receipt"
    }
}

extension SnapshotPage {
    fileprivate var json: CanonicalJSON {
        .object([("bytes", .integer(byteCount)), ("name", .string(name.description)), ("sha256", .string(digest.hex))])
    }
}

extension AnswerSpan {
    fileprivate var members: [(key: String, value: CanonicalJSON)] {
        [("answered_at", .string(answeredAt.iso8601)), ("requested_at", .string(requestedAt.iso8601))]
    }
}

extension SnapshotRequest {
    fileprivate var json: CanonicalJSON {
        .object([
            ("address", .string(address)), ("token_name", .optional(tokenName)), ("username", .optional(username)),
        ])
    }
}

extension ListWindow {
    fileprivate var json: CanonicalJSON {
        .object([
            ("end", .string(end.rawValue)), ("starts_at_first_page", .bool(startsAtFirstPage)),
            ("total", total.map { .integer($0) } ?? .null),
        ])
    }
}
