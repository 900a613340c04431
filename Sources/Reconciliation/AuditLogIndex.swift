import EventInference
import ReleaseDiff
import ReleaseModel

/// The audit events about releases and downloads, each with the release that it is about.
///
/// The words of most name the tag. Of the others GitLab gives the number of the release's row, which another event with
/// a tag may bear as well, and the release's name at the time.
struct AuditLogIndex {
    /// In order of time.
    let acts: [LoggedAct]
    private let events: [Event]

    init(of log: AuditLog, _ events: [Event]) {
        self.events = events
        var tagsByNumber: [String: Set<String>] = [:]
        for event in log.events where event.target.type == "Release" {
            guard let number = event.target.id, let tag = event.act?.tag else { continue }
            tagsByNumber[number, default: []].insert(tag)
        }
        let tagsByName = Self.tagsByName(in: events)
        acts = log.events.compactMap { event in
            guard let act = event.act else { return nil }
            var tags = [act.tag].compactMap { $0 }
            if tags.isEmpty, event.target.type == "Release" || event.target.type == nil {
                let numbered = event.target.id.flatMap { tagsByNumber[$0] } ?? []
                tags = numbered.count == 1 ? Array(numbered) : event.target.details.flatMap { tagsByName[$0] } ?? []
            }
            return LoggedAct(event: event, act: act, tags: tags)
        }
    }

    /// The tags of all releases that ever bore a name, in the order in which they came up.
    private static func tagsByName(in events: [Event]) -> ByText<[String]> {
        var tags = ByText<[String]>()
        for event in events {
            guard let tag = event.tag else { continue }
            var names = [event.target, event.release?.name].compactMap { $0 }
            for change in event.changes where change.field == "name" {
                if case .text(let name) = change.before { names.append(name) }
            }
            for name in names where !(tags[name] ?? []).contains(where: { $0.isSame(as: tag) }) {
                tags[name, default: []].append(tag)
            }
        }
        return tags
    }

    /// The release of a tag as last seen by a moment.
    func release(_ tag: String, at moment: Instant) -> Release? {
        let own = events.filter { $0.tag.map { $0.isSaid(as: tag) } ?? false }
        return (own.last { $0.time.bounds.by <= moment } ?? own.first)?.release
    }
}
