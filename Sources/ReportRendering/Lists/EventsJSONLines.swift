package import EventInference
import ReleaseDiff
import ReleaseModel

/// Events as JSON, one object a line: a versioned contract.
///
/// The members come in a fixed order. A value in `changes` is a string, null, an array of titles, or an object for
/// an element that came or went as a whole. For milestones, `added`, `removed` and `kept` stand beside it.
package enum EventsJSONLines {
    /// The version of the contract; a member is never taken away or given another meaning within one.
    package static let schema = 1

    /// One event, without a line end.
    package static func line(for event: Event) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("schema", Self.schema)
            json.member("id", event.id.description)
            json.member("project", event.project.description)
            json.member("kind", event.kind.rawValue)
            json.member("observation", event.observation.rawValue)
            json.member("tag", event.tag)
            if event.tag == nil { json.member("releases") { $0.strings(event.releases) } }
            json.member("author") { $0.attribution(event.author) }
            json.member("action", event.action)
            json.member("target", event.target)
            json.member("at") { $0.time(event.time) }
            json.member("changes") { $0.array(event.changes) { $0.change($1) } }
            json.member("evidence") { json in
                json.object { json in
                    json.member("before") { $0.reference(event.evidence.before) }
                    json.member("after") { $0.reference(event.evidence.after) }
                }
            }
            json.member("exceptions") { $0.strings(event.exceptions.map(\.rule.rawValue)) }
        }
        return json.text
    }
}

extension JSONWriter {
    fileprivate mutating func attribution(_ author: Attribution) {
        object { json in
            json.member("name", author.name)
            json.member("username", author.username)
            json.member("id", author.id)
            json.member("basis", author.basis.rawValue)
            json.member("audit_event_id", author.auditEventID)
            if let impersonator = author.impersonator { json.member("impersonated_by", impersonator) }
        }
    }

    fileprivate mutating func time(_ time: EventTime) {
        object { json in
            json.member("basis", time.basis.rawValue)
            json.member("time", time.time?.iso8601)
            json.member("after", time.bounds.after?.iso8601)
            json.member("by", time.bounds.by.iso8601)
        }
    }

    fileprivate mutating func change(_ change: FieldChange) {
        object { json in
            json.member("field", change.field)
            json.member("before") { $0.value(change.before) }
            json.member("after") { $0.value(change.after) }
            guard let members = change.members else { return }
            json.member("added") { $0.array(members.added) { $0.milestone($1) } }
            json.member("removed") { $0.array(members.removed) { $0.milestone($1) } }
            json.member("kept") { $0.array(members.kept) { $0.milestone($1) } }
        }
    }

    private mutating func value(_ value: FieldValue) {
        switch value {
        case .nothing: string(nil)
        case .text(let text): string(text)
        case .instant(let instant): string(instant.iso8601)
        case .list(let titles): strings(titles)
        case .record(let parts):
            object { json in
                for part in parts { json.member(part.name, part.value) }
            }
        }
    }

    private mutating func milestone(_ milestone: Milestone) {
        object { json in
            json.member("id", milestone.id)
            json.member("title", milestone.title)
        }
    }

    fileprivate mutating func reference(_ reference: DocumentReference?) {
        guard let reference else { return string(nil) }
        object { json in
            json.member("snapshot", reference.snapshot.labelled)
            json.member("document", reference.document?.labelled)
        }
    }
}
