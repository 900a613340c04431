package import Foundation
import ReleaseModel

extension LogEntry {
    /// Reads an entry; nil unless these are exactly the bytes that ``bytes`` writes for it.
    package init?(bytes: Data) {
        guard bytes.count <= Self.largest, let json = try? JSONValue(decoding: bytes),
            let entry = Self(json), entry.bytes == bytes
        else { return nil }
        self = entry
    }

    private init?(_ json: JSONValue) {
        guard json["format"]?.integer == Int64(Self.format),
            let project = json["project"]?.string.flatMap({ ProjectPath($0) }),
            let kind = json["entry"]?.string.flatMap({ Kind(rawValue: $0) })
        else { return nil }
        switch kind {
        case .run:
            guard let startedAt = json["started_at"]?.string.flatMap({ Instant(text: $0) }),
                let tool = json["tool"]?.string
            else { return nil }
            let failure = json["failed"].map { RunFailure($0) }
            if case .some(nil) = failure { return nil }
            self = .run(
                RunRecord(
                    project: project, startedAt: startedAt, tool: tool, runBy: json["run_by"]?.string,
                    failure: failure ?? nil))
        case .snapshot:
            guard let snapshot = SnapshotRecord(project: project, json) else { return nil }
            self = .snapshot(snapshot)
        case .auditImport:
            guard let file = AuditImportRecord(project: project, json) else { return nil }
            self = .auditImport(file)
        case .evidenceFile:
            guard let file = EvidenceFileRecord(project: project, json) else { return nil }
            self = .evidenceFile(file)
        case .archiveReceipt:
            guard let receipt = ArchiveReceipt(project: project, json) else { return nil }
            self = .archiveReceipt(receipt)
        }
    }
}

extension SnapshotRecord {
    fileprivate init?(project: ProjectPath, _ json: JSONValue) {
        guard let capturedAt = json["captured_at"]?.string.flatMap({ CaptureTime(text: $0) }),
            let digest = json["digest"]?.string.flatMap({ Digest(text: $0) }),
            let elements = json["pages"]?.array, let releases = json["releases"]?.integer,
            let window = json["window"].flatMap({ ListWindow($0) })
        else { return nil }
        let pages = elements.compactMap { SnapshotPage($0) }
        guard pages.count == elements.count else { return nil }
        self.init(
            project: project, capturedAt: capturedAt, digest: digest, pages: pages, window: window,
            gitlabVersion: json["gitlab_version"]?.string, group: json["group"]?.string, releaseCount: Int(releases),
            request: json["request"].flatMap { SnapshotRequest($0) })
        if let requestedAt = json["requested_at"]?.string.flatMap({ Instant(text: $0) }),
            let answeredAt = json["answered_at"]?.string.flatMap({ Instant(text: $0) })
        {
            span = AnswerSpan(requestedAt: requestedAt, answeredAt: answeredAt)
        }
    }
}

extension SnapshotPage {
    fileprivate init?(_ json: JSONValue) {
        guard let name = json["name"]?.string.flatMap({ PlainFileName($0) }), let bytes = json["bytes"]?.integer,
            let digest = json["sha256"]?.string.flatMap({ Digest(text: $0) })
        else { return nil }
        self.init(name: name, digest: digest, byteCount: Int(bytes))
    }
}

extension SnapshotRequest {
    fileprivate init?(_ json: JSONValue) {
        guard let address = json["address"]?.string else { return nil }
        self.init(address: address, username: json["username"]?.string, tokenName: json["token_name"]?.string)
    }
}

extension ListWindow {
    fileprivate init?(_ json: JSONValue) {
        guard let end = json["end"]?.string.flatMap({ End(rawValue: $0) }),
            case .bool(let startsAtFirstPage)? = json["starts_at_first_page"]
        else { return nil }
        self.init(startsAtFirstPage: startsAtFirstPage, end: end, total: json["total"]?.integer.map { Int($0) })
    }
}
