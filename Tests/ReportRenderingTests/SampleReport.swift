import AuditReport
import Foundation
import ReleaseModel

/// Reports on made-up nights, small enough to be read in a test.
enum SampleReport {
    /// A release in a night's answer.
    struct Shown {
        let tag: String
        var name = "Ferry"
        var createdAt = "2025-12-01T12:00:00Z"
    }

    /// The report on nights, each with its releases, newest first; all nights at 02:00 UTC.
    static func report(
        period: String? = nil, _ nights: [(day: String, releases: [Shown])], isComplete: Bool = true
    ) throws -> Report {
        var builder = ReportBuilder(
            ReportParameters(
                project: try Self.some(ProjectPath("harbour/ferry")), period: period.flatMap { Period(text: $0) },
                tool: ToolIdentity(name: "release-audit", version: "0")))
        for night in nights {
            var releases: [Digest: Release] = [:]
            let digests = try night.releases.map { shown in
                let digest = Digest(of: Array("\(shown)".utf8))
                releases[digest] = try Release(
                    .object([
                        "tag_name": .string(shown.tag), "name": .string(shown.name), "description": .string("notes"),
                        "created_at": .string(shown.createdAt), "released_at": .string(shown.createdAt),
                        "tag_path": .string("/harbour/ferry/-/tags/x"),
                    ]))
                return digest
            }
            let record = SnapshotRecord(
                project: try Self.some(ProjectPath("harbour/ferry")),
                capturedAt: try Self.some(CaptureTime(text: "\(night.day)T02:00:00Z")),
                digest: Digest(of: Array("\(night)".utf8)), pages: [],
                window: ListWindow(startsAtFirstPage: true, end: isComplete ? .statedComplete : .unknown),
                gitlabVersion: nil, releaseCount: digests.count)
            _ = try builder.add(record, digests) { try Self.some(releases[$0]) }
        }
        return builder.report()
    }

    /// The report on nights whose documents are given as JSON, newest first; the lists may be cut off, and have two files.
    static func report(of nights: [(day: String, documents: [String])]) throws -> Report {
        let project = try some(ProjectPath("harbour/ferry"))
        var builder = ReportBuilder(
            ReportParameters(project: project, tool: ToolIdentity(name: "release-audit", version: "0")))
        for night in nights {
            let documents = night.documents.map { (digest: Digest(of: Array($0.utf8)), bytes: Data($0.utf8)) }
            let record = SnapshotRecord(
                project: project, capturedAt: try some(CaptureTime(text: "\(night.day)T02:00:00Z")),
                digest: Digest(of: Array("\(night)".utf8)),
                pages: try ["page-1.json", "page-2.json"].map { name in
                    SnapshotPage(
                        name: try some(PlainFileName(name)), digest: Digest(of: Array(name.utf8)), byteCount: 1)
                },
                window: ListWindow(startsAtFirstPage: true, end: .unknown), gitlabVersion: nil,
                releaseCount: documents.count,
                request: SnapshotRequest(address: "https://x.example/", username: "u", tokenName: "t"))
            _ = try builder.add(record, documents.map(\.digest)) { digest in
                try Release(decoding: some(documents.first { $0.digest == digest }).bytes)
            }
        }
        return builder.report()
    }

    /// A day of January 2026 and those after it.
    static func day(_ number: Int64) throws -> String {
        CivilDay(daysSince1970: try some(CivilDay(text: "2026-01-01")).daysSince1970 + number - 1).description
    }

    private static func some<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw CocoaError(.coderValueNotFound) }
        return value
    }
}
