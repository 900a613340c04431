import ReleaseModel

// How an archive's receipt stands in the log; the form is told in the article <doc:LogEntries>.
extension ArchiveReceipt {
    var json: CanonicalJSON {
        let omissions = without.map(\.rawValue).sorted()
        return .object(
            [
                ("archive", .string(archive.rawValue)), ("at", .string(at.iso8601)), ("bundle", .string(bundle)),
                ("bytes", .integer(byteCount)), ("checksum", .optional(checksum?.labelled)),
                ("clock", .string(clock.rawValue)), ("endpoint", .optional(endpoint)),
                ("entry", .string(LogEntry.Kind.archiveReceipt.rawValue)), ("etag", .optional(etag)),
                ("format", .integer(LogEntry.format)), ("key", .string(key)), ("lock", lock.map(\.json) ?? .null),
                ("outcome", .string(outcome.rawValue)), ("place", .string(place)),
                ("project", .string(project.description)), ("sha256", .string(digest.hex)),
                ("version", .optional(version)),
            ] + (omissions.isEmpty ? [] : [("without", .array(omissions.map { .string($0) }))]))
    }

    init?(project: ProjectPath, _ json: JSONValue) {
        guard let archive = json["archive"]?.string.flatMap({ Archive(rawValue: $0) }),
            let at = json["at"]?.string.flatMap({ Instant(text: $0) }),
            let bundle = json["bundle"]?.string.flatMap({ PlainFileName($0) })?.description,
            let bytes = json["bytes"]?.integer, let clock = json["clock"]?.string.flatMap({ Clock(rawValue: $0) }),
            let key = json["key"]?.string, let outcome = json["outcome"]?.string.flatMap({ Outcome(rawValue: $0) }),
            let place = json["place"]?.string, let digest = json["sha256"]?.string.flatMap({ Digest(text: $0) })
        else { return nil }
        let omissions = (json["without"]?.array ?? []).map { $0.string.flatMap { Omission(rawValue: $0) } }
        guard !omissions.contains(nil) else { return nil }
        self.init(
            project: project, bundle: bundle, digest: digest, byteCount: Int(bytes), archive: archive, place: place,
            endpoint: json["endpoint"]?.string, key: key, version: json["version"]?.string,
            etag: json["etag"]?.string, checksum: json["checksum"]?.string.flatMap { Digest(text: $0) },
            lock: json["lock"].flatMap { Lock($0) }, outcome: outcome, at: at, clock: clock,
            without: Set(omissions.compactMap { $0 }))
    }
}

extension ArchiveReceipt.Lock {
    fileprivate var json: CanonicalJSON {
        .object([("mode", .string(mode)), ("until", .string(until.iso8601))])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let mode = json["mode"]?.string, let until = json["until"]?.string.flatMap({ Instant(text: $0) }) else {
            return nil
        }
        self.init(mode: mode, until: until)
    }
}
