import ReleaseModel

// How a file of evidence stands in the log; the form is told in the article <doc:LogEntries>.
extension EvidenceFileRecord {
    var json: CanonicalJSON {
        .object([
            ("bytes", .integer(byteCount)), ("collected_at", .optional(collectedAt?.iso8601)),
            ("entry", .string(LogEntry.Kind.evidenceFile.rawValue)), ("format", .integer(LogEntry.format)),
            ("name", .string(fileName.description)), ("number", number.map { .integer(Int($0)) } ?? .null),
            ("project", .string(project.description)),
            ("project_id", projectID.map { .integer(Int($0)) } ?? .null), ("sha256", .string(digest.hex)),
            ("tag", .string(tag)), ("token", .optional(token)),
        ])
    }

    init?(project: ProjectPath, _ json: JSONValue) {
        guard let name = json["name"]?.string.flatMap({ PlainFilePath($0) }), let bytes = json["bytes"]?.integer,
            let tag = json["tag"]?.string,
            let digest = json["sha256"]?.string.flatMap({ Digest(text: $0) })
        else { return nil }
        self.init(
            project: project, fileName: name, digest: digest, byteCount: Int(bytes), tag: tag,
            projectID: json["project_id"]?.integer, number: json["number"]?.integer,
            collectedAt: json["collected_at"]?.string.flatMap { Instant(text: $0) }, token: json["token"]?.string)
    }
}
