import ReleaseModel

// How the import of audit events stands in the log; the form is told in the article <doc:LogEntries>.
extension AuditImportRecord {
    var json: CanonicalJSON {
        .object(
            [
                ("assignment", .string(assignment.rawValue)), ("bytes", .integer(byteCount)),
                ("content", .string(content.labelled)), ("counts", counts.json),
                ("covers", cover.map(\.json) ?? .null), ("entry", .string(LogEntry.Kind.auditImport.rawValue)),
                ("form", .string(form.rawValue)), ("format", .integer(LogEntry.format)),
                ("name", .string(fileName.description)),
                ("project", .string(project.description)),
                ("project_id", projectID.map { .integer(Int($0)) } ?? .null), ("sha256", .string(fileDigest.hex)),
            ] + (claim.map { [("claims", $0.json)] } ?? []))
    }

    init?(project: ProjectPath, _ json: JSONValue) {
        guard let name = json["name"]?.string.flatMap({ PlainFilePath($0) }), let bytes = json["bytes"]?.integer,
            let digest = json["sha256"]?.string.flatMap({ Digest(text: $0) }),
            let form = json["form"]?.string.flatMap({ Form(rawValue: $0) }),
            let assignment = json["assignment"]?.string.flatMap({ Assignment(rawValue: $0) }),
            let counts = json["counts"].flatMap({ Counts($0) }),
            let content = json["content"]?.string.flatMap({ Digest(text: $0) }), let covers = json["covers"]
        else { return nil }
        let cover = AuditCover(covers)
        let claim = json["claims"].flatMap { AuditClaim($0) }
        guard (cover == nil) == (covers == .null), (claim == nil) == (json["claims"] == nil) else { return nil }
        self.init(
            project: project, fileName: name, fileDigest: digest, byteCount: Int(bytes), form: form, cover: cover,
            claim: claim, assignment: assignment, projectID: json["project_id"]?.integer, counts: counts,
            content: content)
    }
}

extension AuditCover {
    fileprivate var json: CanonicalJSON {
        let proof: [(String, CanonicalJSON)]
        switch basis {
        case .proved(let named): proof = [("proof", named.json)]
        case .stated, .events: proof = []
        }
        return .object(
            [("basis", .string(basis.id)), ("from", .string(from.iso8601)), ("to", .string(to.iso8601))] + proof)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let basis = json["basis"]?.string, let from = json["from"]?.string.flatMap({ Instant(text: $0) }),
            let to = json["to"]?.string.flatMap({ Instant(text: $0) })
        else { return nil }
        switch (basis, json["proof"]) {
        case ("stated", nil): self.init(from: from, to: to, basis: .stated)
        case ("events", nil): self.init(from: from, to: to, basis: .events)
        case ("proved", let named?):
            guard let proof = CoverProof(named) else { return nil }
            self.init(from: from, to: to, basis: .proved(proof))
        default: return nil
        }
    }
}

extension CoverProof {
    fileprivate var json: CanonicalJSON {
        .object([
            ("access_level", accessLevel.map { .integer(Int($0)) } ?? .null), ("by", .string(means.rawValue)),
            ("file", .string(file)), ("sha256", .string(digest.hex)),
        ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let means = json["by"]?.string.flatMap({ Means(rawValue: $0) }), let file = json["file"]?.string,
            let digest = json["sha256"]?.string.flatMap({ Digest(text: $0) })
        else { return nil }
        self.init(means: means, accessLevel: json["access_level"]?.integer, file: file, digest: digest)
    }
}

extension AuditClaim {
    fileprivate var json: CanonicalJSON {
        .object([
            ("from", .string(from.iso8601)), ("reason", .string(reason.rawValue)), ("to", .string(to.iso8601)),
        ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let from = json["from"]?.string.flatMap({ Instant(text: $0) }),
            let to = json["to"]?.string.flatMap({ Instant(text: $0) }),
            let reason = json["reason"]?.string.flatMap({ Reason(rawValue: $0) })
        else { return nil }
        self.init(from: from, to: to, reason: reason)
    }
}

extension AuditImportRecord.Counts {
    fileprivate var json: CanonicalJSON {
        .object([
            ("elsewhere", .integer(elsewhere)), ("ignored", .integer(ignored)), ("kept", .integer(kept)),
            ("repeated", .integer(repeated)),
        ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let kept = json["kept"]?.integer, let ignored = json["ignored"]?.integer,
            let elsewhere = json["elsewhere"]?.integer, let repeated = json["repeated"]?.integer
        else { return nil }
        self.init(kept: Int(kept), ignored: Int(ignored), elsewhere: Int(elsewhere), repeated: Int(repeated))
    }
}
