import Foundation
import ReleaseModel
import ReleaseSnapshot

/// An audit event and where it stands in its file.
struct ReadAuditEvent: Sendable {
    let place: AuditImportError.Place
    let event: AuditEvent
}

/// Reads the events of a file, whatever they are about.
enum AuditEventReader {
    /// Reads the events, and tells the form of the file.
    ///
    /// The first character tells: `[` an answer of the API, `{` events a line, else CSV. Of events a line the members tell
    /// whether GitLab streamed them, a Google Cloud log kept them, or they are of the file `audit_json.log`.
    static func read(_ data: Data, file: String) throws -> (form: AuditImportRecord.Form, events: [ReadAuditEvent]) {
        guard let first = data.first(where: { !" \t\r\n".utf8.contains($0) }), "[{<".utf8.contains(first) else {
            return (.csv, try csv(data, file: file))
        }
        let read = try json(data, file: file)
        let special = read.compactMap(\.form)
        let form = special.first ?? (first == UInt8(ascii: "[") ? .api : .stream)
        return (form, read.map(\.event))
    }

    /// The Audit Events API, and what GitLab streams: the same but for members that stand at the top as well.
    private static func json(
        _ data: Data, file: String
    ) throws -> [(form: AuditImportRecord.Form?, event: ReadAuditEvent)] {
        let ranges: [Range<Int>]
        do throws(DocumentListFault) {
            ranges = try DocumentList(in: data).ranges
        } catch {
            switch error {
            case .json(let fault): throw SnapshotError(file: file, offset: fault.offset, reason: .json(fault.reason))
            case .markup(let offset): throw AuditImportError(file: file, at: .byte(offset), reason: .webPage)
            case .notAList(let offset):
                throw AuditImportError(file: file, at: .byte(offset), reason: .notEvents(answer: nil))
            }
        }
        return try ranges.map { range in
            let place = AuditImportError.Place.byte(range.lowerBound)
            guard let json = try? JSONValue(decoding: data[range]), case .object = json else {
                throw AuditImportError(file: file, at: place, reason: .notEvents(answer: nil))
            }
            let (form, members) = envelope(json)
            let event = try event(members, file: file, at: place) {
                "\(AuditEvent.lineID)\(Digest(of: data[range]).hex.prefix(24))"
            }
            return (form, ReadAuditEvent(place: place, event: event))
        }
    }

    /// What holds an event: nothing, or the entry of a log.
    private static func envelope(_ json: JSONValue) -> (form: AuditImportRecord.Form?, event: JSONValue) {
        // https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry; GitLab puts the event in jsonPayload.
        if json["logName"] != nil || json["insertId"] != nil, let payload = json["jsonPayload"], case .object = payload
        {
            return (.cloudLog, payload)
        }
        // lib/gitlab/json_logger.rb puts these around what it logs.
        if json["severity"] != nil, json["time"] != nil { return (.serverLog, json) }
        return (nil, json)
    }

    /// - Parameter lineID: What stands for an id where GitLab wrote none.
    private static func event(
        _ json: JSONValue, file: String, at place: AuditImportError.Place, lineID: () -> String
    ) throws(AuditImportError) -> AuditEvent {
        let members = Members(json: json, file: file, place: place)
        if let log = OtherLog(json) { throw AuditImportError(file: file, at: place, reason: .otherLog(log)) }
        if json["id"] == nil, json["entity_type"] == nil {
            let answer = json["message"]?.string ?? json["error"]?.string
            throw AuditImportError(file: file, at: place, reason: .notEvents(answer: answer))
        }
        // A line of audit_json.log may have neither: GitLab logs some events before they have a number.
        let isLine = json["severity"] != nil && json["time"] != nil
        let time = json["created_at"]?.string ?? (isLine ? json["time"]?.string : nil)
        guard let createdAt = time.flatMap({ Instant(text: $0) }) else {
            throw AuditImportError(
                file: file, at: place, reason: .member("created_at", expected: "a date and time with a zone"))
        }
        guard let id = try members.numberOrText("id") ?? (isLine ? lineID() : nil), !id.isEmpty, id.utf8.count <= 64
        else {
            throw AuditImportError(file: file, at: place, reason: .member("id", expected: "a number or a text"))
        }
        guard let entityType = json["entity_type"]?.string else {
            throw AuditImportError(file: file, at: place, reason: .member("entity_type", expected: "a text"))
        }
        let (type, name) = (try members.text("event_type"), try members.text("event_name"))
        let event = AuditEvent(
            id: id, createdAt: createdAt, name: type ?? name,
            message: members.details["custom_message"]?.string ?? json["custom_message"]?.string ?? "",
            author: AuditAuthor(
                id: try members.number("author_id"), name: try members.text("author_name"),
                kind: try members.text("author_class")),
            entity: AuditEntity(
                type: entityType, id: try members.number("entity_id"), path: try members.text("entity_path")),
            target: AuditTarget(
                type: try members.text("target_type"), id: try members.numberOrText("target_id"),
                details: try members.text("target_details")))
        // Other events have values before and after as well; only those about the project itself are kept.
        return event.projectAct == nil ? event : event.with(change: members.change)
    }

    /// A whole number that every program reads alike, as RFC 7493 has it.
    static func number(_ text: String) -> Int64? {
        Int64(text).flatMap { $0.magnitude < 1 << 53 ? $0 : nil }
    }
}

/// The members of an event, some of which stand at the top, in `details`, or in both.
private struct Members {
    let json: JSONValue
    let file: String
    let place: AuditImportError.Place

    var details: JSONValue { json["details"] ?? .object([:]) }

    private func value(_ name: String) -> JSONValue? {
        for value in [details[name], json[name]] {
            if let value, value != .null { return value }
        }
        return nil
    }

    func text(_ name: String) throws(AuditImportError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw wrong(name, "a text") }
        return text
    }

    func number(_ name: String) throws(AuditImportError) -> Int64? {
        guard let value = value(name) else { return nil }
        let number = value.string.map { AuditEventReader.number($0) } ?? value.integer
        guard let number, number.magnitude < 1 << 53 else { throw wrong(name, "a whole number") }
        return number
    }

    /// GitLab has written both over the years.
    func numberOrText(_ name: String) throws(AuditImportError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string ?? value.integer.map({ String($0) }) else {
            throw wrong(name, "a number or a text")
        }
        return text
    }

    /// The values before and after, where any is told.
    var change: AuditChange? {
        func words(_ name: String) -> String? {
            value(name).flatMap { $0.string ?? $0.integer.map { String($0) } }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let (from, to) = (words("from"), words("to"))
        return from == nil && to == nil ? nil : AuditChange(from: from, to: to)
    }

    private func wrong(_ name: String, _ expected: String) -> AuditImportError {
        AuditImportError(file: file, at: place, reason: .member(name, expected: expected))
    }
}
