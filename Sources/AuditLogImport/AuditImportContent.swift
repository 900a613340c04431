package import Foundation
package import ReleaseModel

/// What is kept of a file of audit events, as the attachment of its entry in the log.
///
/// JSON Lines in the form of RFC 8785: the events in order of time, then a line for each other kind with its count, in
/// order of name. The form is told in the article <doc:ImportedEvents>.
package struct AuditImportContent: Sendable, Equatable {
    package let events: [AuditEvent]
    package let ignored: [IgnoredAuditEvents]

    package init(events: [AuditEvent], ignored: [IgnoredAuditEvents]) {
        self.events = events.sorted(by: AuditEvent.isEarlier)
        self.ignored = ignored.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// The attachment.
    package var bytes: Data {
        let lines = events.map(\.json) + ignored.map(\.json)
        return Data(lines.map { $0.text + "\n" }.joined().utf8)
    }

    /// Reads what ``bytes`` wrote; nil for anything else.
    package init?(bytes: Data) {
        var events: [AuditEvent] = []
        var ignored: [IgnoredAuditEvents] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let json = try? JSONValue(decoding: Data(line)) else { return nil }
            if let event = AuditEvent(json) {
                events.append(event)
            } else if let name = json["ignored"]?.string, let count = json["count"]?.integer {
                ignored.append(IgnoredAuditEvents(name: name, count: Int(count)))
            } else {
                return nil
            }
        }
        self.init(events: events, ignored: ignored)
        guard self.bytes == bytes else { return nil }
    }
}

extension AuditImport {
    /// The import that an entry of the log tells of; throws where its content is not what the entry names.
    package init(_ record: AuditImportRecord, content: Data) throws(AuditImportError) {
        guard Digest(of: content) == record.content, let read = AuditImportContent(bytes: content) else {
            throw AuditImportError(file: record.fileName.description, reason: .unreadableContent)
        }
        self.init(record: record, events: read.events, ignored: read.ignored)
    }
}

extension IgnoredAuditEvents {
    fileprivate var json: CanonicalJSON { .object([("count", .integer(count)), ("ignored", .string(name))]) }
}

extension AuditEvent {
    fileprivate var json: CanonicalJSON {
        // Members in order of their names; "change" stands only where there is one.
        let change = change.map {
            ("change", CanonicalJSON.object([("from", .optional($0.from)), ("to", .optional($0.to))]))
        }
        return .object(
            [
                (
                    "author",
                    .object([
                        ("id", .optional(author.id)), ("kind", .optional(author.kind)),
                        ("name", .optional(author.name)),
                    ])
                )
            ] + [change].compactMap { $0 } + [
                ("created_at", .string(createdAt.iso8601)),
                (
                    "entity",
                    .object([
                        ("id", .optional(entity.id)), ("path", .optional(entity.path)), ("type", .string(entity.type)),
                    ])
                ),
                ("id", .string(id)), ("message", .string(message)), ("name", .optional(name)),
                (
                    "target",
                    .object([
                        ("details", .optional(target.details)), ("id", .optional(target.id)),
                        ("type", .optional(target.type)),
                    ])
                ),
            ])
    }

    fileprivate init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let message = json["message"]?.string,
            let createdAt = json["created_at"]?.string.flatMap({ Instant(text: $0) }),
            let author = json["author"], let entity = json["entity"], let target = json["target"],
            let entityType = entity["type"]?.string
        else { return nil }
        self.init(
            id: id, createdAt: createdAt, name: json["name"]?.string, message: message,
            author: AuditAuthor(
                id: author["id"]?.integer, name: author["name"]?.string, kind: author["kind"]?.string),
            entity: AuditEntity(type: entityType, id: entity["id"]?.integer, path: entity["path"]?.string),
            target: AuditTarget(
                type: target["type"]?.string, id: target["id"]?.string, details: target["details"]?.string),
            change: json["change"].map { AuditChange(from: $0["from"]?.string, to: $0["to"]?.string) })
    }
}

extension CanonicalJSON {
    fileprivate static func optional(_ number: Int64?) -> CanonicalJSON { number.map { .integer(Int($0)) } ?? .null }
}
