import EventInference
import ReleaseDiff
import ReleaseModel

/// Finds the release that each audit event about releases and downloads is about.
///
/// The words of most name the tag. Of the others GitLab gives the number of the release's row, which another event with
/// a tag may bear as well, and the release's name at the time.
struct AuditLogIndex {
    /// In order of time.
    let acts: [LoggedAct]

    init(of events: [AuditEvent], _ inferred: [Event], _ tolerance: Tolerance) {
        acts = tolerance.follows3 ? Self.told(events, inferred, tolerance) : Self.named(events, inferred)
    }

    /// As rule set 2 has it: a tag is what the words say.
    private static func named(_ events: [AuditEvent], _ inferred: [Event]) -> [LoggedAct] {
        var tagsByNumber: [String: Set<String>] = [:]
        for event in events where event.target.type == "Release" {
            guard let number = event.target.id, let tag = event.act?.tag else { continue }
            tagsByNumber[number, default: []].insert(tag)
        }
        let tagsByName = TagsByName(inferred)
        return events.compactMap { event in
            guard let act = event.act else { return nil }
            var tags = [act.tag].compactMap { $0 }
            if tags.isEmpty, event.target.type == "Release" || event.target.type == nil {
                let numbered = event.target.id.flatMap { tagsByNumber[$0] } ?? []
                tags = numbered.count == 1 ? Array(numbered) : event.target.details.map { tagsByName[$0] } ?? []
            }
            return LoggedAct(event: event, act: act, tags: tags, follows3: false)
        }
    }

    /// As rule set 3 has it: GitLab strips markup from its words, so that they may fit several tags; then the number of the
    /// release's row tells, or the release's name.
    private static func told(
        _ events: [AuditEvent], _ inferred: [Event], _ tolerance: Tolerance
    ) -> [LoggedAct] {
        let known = KnownTags(inferred)
        let tagsByName = TagsByName(inferred)
        let read = events.compactMap { event in event.act.map { (event: event, act: $0) } }
        var tagsByRow = ByText<ByText<Void>>()
        func note(_ tag: String, _ event: AuditEvent) {
            guard event.target.type == "Release" || event.target.type == nil, let row = event.target.id else { return }
            tagsByRow[row, default: ByText()][tag] = ()
        }
        for (event, act) in read {
            guard let words = act.tag else { continue }
            let fitting = known.tags(said: words)
            if fitting.count == 1 { note(fitting[0], event) }
            guard fitting.count > 1, case .created = act else { continue }
            let made = fitting.filter { known.isMade($0, at: event.createdAt, tolerance) }
            if made.count == 1 { note(made[0], event) }
        }
        return read.map { event, act in
            let isRelease = event.target.type == "Release" || event.target.type == nil
            let fitting = act.tag.map { known.tags(said: $0) } ?? []
            if fitting.count == 1 || !isRelease {
                return LoggedAct(event: event, act: act, tags: fitting, follows3: true)
            }
            let numbered = event.target.id.flatMap { tagsByRow[$0] }?.texts ?? []
            if numbered.count == 1 { return LoggedAct(event: event, act: act, tags: numbered, follows3: true) }
            let named = event.target.details.map { tagsByName[$0] } ?? []
            let both = named.filter { name in fitting.contains { $0.isSame(as: name) } }
            let tags = act.tag == nil ? named : both.isEmpty ? fitting : both
            return LoggedAct(event: event, act: act, tags: tags, follows3: true)
        }
    }
}

/// The tags of all releases that ever bore a name, in the order in which they came up.
private struct TagsByName {
    private var tags = ByText<[String]>()

    init(_ events: [Event]) {
        var known = ByText<ByText<Void>>()
        for event in events {
            guard let tag = event.tag else { continue }
            var names = [event.target, event.release?.name].compactMap { $0 }
            for change in event.changes where change.field == "name" {
                if case .text(let name) = change.before { names.append(name) }
            }
            for name in names where known[name]?[tag] == nil {
                known[name, default: ByText()][tag] = ()
                tags[name, default: []].append(tag)
            }
        }
    }

    subscript(_ name: String) -> [String] { tags[name] ?? [] }
}

/// The tags that snapshots show, by how they read in an audit event.
private struct KnownTags {
    private var tags = ByText<[String]>()
    /// When the releases of a tag were made, as GitLab states it.
    private var made = ByText<[Instant]>()

    init(_ events: [Event]) {
        var known = ByText<Void>()
        for event in events {
            for tag in event.releases + [event.tag].compactMap({ $0 }) where known[tag] == nil {
                known[tag] = ()
                tags[tag.asAudited, default: []].append(tag)
            }
            if event.kind == .releaseCreated, let tag = event.tag, let createdAt = event.release?.createdAt {
                made[tag, default: []].append(createdAt)
            }
        }
    }

    /// The tags that words can mean; the words themselves where no snapshot shows any.
    func tags(said words: String) -> [String] { tags[words.asAudited] ?? [words.withoutEntitiesOnce] }

    func isMade(_ tag: String, at moment: Instant, _ tolerance: Tolerance) -> Bool {
        made[tag]?.contains { tolerance.isCreation(moment, ofRowMade: $0) } ?? false
    }
}
