import ReleaseModel

// How the identity of a project, its renames and the reuse of its path stand in the log; see the article <doc:LogEntries>.
extension ProjectIdentity {
    /// The members that tell it; none where nothing is known.
    var members: [(String, CanonicalJSON)] {
        (number.map { [("project_id", .integer(Int($0)))] } ?? [])
            + (server.map { [("server", .string($0.description))] } ?? [])
    }

    /// Reads the members; nil where one of them is no number or no address.
    init?(_ json: JSONValue) {
        self.init()
        if let found = json["project_id"] {
            guard let number = found.integer, number > 0 else { return nil }
            self.number = number
        }
        if let found = json["server"] {
            guard let server = found.string.flatMap({ ServerAddress($0) }) else { return nil }
            self.server = server
        }
    }
}

extension ProjectRename {
    var json: CanonicalJSON {
        .object(
            [
                ("entry", .string(LogEntry.Kind.projectRenamed.rawValue)), ("format", .integer(LogEntry.format)),
                ("from", .string(from.description)), ("known_by", .string(basis.rawValue)),
                ("project", .string(to.description)),
            ]
                + (statement.map { statement in
                    [("stated_at", .string(statement.at.iso8601)), ("stated_by", .optional(statement.by))]
                } ?? []) + identity.members)
    }

    init?(project: ProjectPath, _ json: JSONValue) {
        guard let from = json["from"]?.string.flatMap({ ProjectPath($0) }),
            let basis = json["known_by"]?.string.flatMap({ Basis(rawValue: $0) }),
            let identity = ProjectIdentity(json)
        else { return nil }
        let statement = json["stated_at"]?.string.flatMap { Instant(text: $0) }
            .map { Statement(at: $0, by: json["stated_by"]?.string) }
        guard (basis == .stated) == (statement != nil) else { return nil }
        self.init(from: from, to: project, basis: basis, statement: statement, identity: identity)
    }
}

extension PathReuse {
    var json: CanonicalJSON {
        .object([
            ("captured_at", .string(capturedAt.iso8601)), ("entry", .string(LogEntry.Kind.pathReused.rawValue)),
            ("format", .integer(LogEntry.format)), ("other", .object(other.members)),
            ("project", .string(project.description)),
        ])
    }

    init?(project: ProjectPath, _ json: JSONValue) {
        guard let capturedAt = json["captured_at"]?.string.flatMap({ CaptureTime(text: $0) }),
            let other = json["other"].flatMap({ ProjectIdentity($0) })
        else { return nil }
        self.init(project: project, other: other, capturedAt: capturedAt)
    }
}
