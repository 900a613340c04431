import EventInference
import ReleaseModel

/// Inferred events by tag, in the order in which snapshots showed them; what is asked often takes no walk over all of them.
struct EventsByTag {
    private let events: [Event]
    /// Whether audit events give tags as they are, not as GitLab's words have them.
    private let isExact: Bool
    private var places = ByText<Own>()
    /// The tags of releases that carried a milestone which was changed itself.
    private var tagsOfMilestones = ByText<Void>()

    /// The events of one tag.
    private struct Own {
        var all: [Int] = []
        /// With a release.
        var ofRelease: [Int] = []
        var lifecycle: [Int] = []
        /// The spans in which links were changed, by their starts.
        var links = Spans()
        /// The earliest end of bounds from each of `all` on.
        var ends: [Instant] = []
    }

    init(_ events: [Event], _ tolerance: Tolerance) {
        self.events = events
        isExact = tolerance.follows3
        for (place, event) in events.enumerated() {
            if event.kind == .milestoneUpdated {
                for tag in event.releases { tagsOfMilestones[tag] = () }
            }
            guard let tag = event.tag else { continue }
            var own = places[tag] ?? Own()
            // So that adding does not copy the list each time.
            places[tag] = nil
            own.all.append(place)
            if event.release != nil { own.ofRelease.append(place) }
            if event.kind == .releaseCreated || event.kind == .releaseDeleted { own.lifecycle.append(place) }
            if event.kind == .releaseLinksUpdated {
                let (from, to) = tolerance.logged(event.kind, within: event.time.bounds)
                own.links.add(from, to)
            }
            places[tag] = own
        }
        for tag in places.texts {
            guard var own = places[tag] else { continue }
            places[tag] = nil
            own.links.close()
            own.ends = own.all.map { events[$0].time.bounds.by }
            for index in own.ends.indices.dropLast().reversed() {
                own.ends[index] = min(own.ends[index], own.ends[index + 1])
            }
            places[tag] = own
        }
    }

    /// The last event of a release that a snapshot shows already.
    func lastSeen(_ tag: String, at snapshot: WatchedSnapshot) -> Event? {
        newest(tag) { own in
            let end = own.ofRelease.partition { !isSeen(events[$0], at: snapshot) }
            return end > 0 ? own.ofRelease[end - 1] : nil
        }
    }

    /// The last creation or deletion of a tag that a snapshot shows already.
    func lastLifecycle(_ tag: String, at snapshot: WatchedSnapshot) -> Event? {
        newest(tag) { own in
            let end = own.lifecycle.partition { !isSeen(events[$0], at: snapshot) }
            return end > 0 ? own.lifecycle[end - 1] : nil
        }
    }

    /// Whether links of the release can have been changed at a moment.
    func editsLinks(_ tag: String, at moment: Instant) -> Bool {
        own(tag).contains { $0.links.contains(moment) }
    }

    /// Whether a milestone that the release carried was changed itself.
    func changesMilestones(_ tag: String) -> Bool { names(of: tag).contains { tagsOfMilestones[$0] != nil } }

    /// The release of a tag as last seen by a moment.
    func release(_ tag: String, at moment: Instant) -> Release? {
        let seen = newest(tag) { own in
            let end = own.ends.partition { $0 > moment }
            return end > 0 ? own.all[end - 1] : nil
        }
        return (seen ?? own(tag).compactMap(\.all.first).min().map { events[$0] })?.release
    }

    private func newest(_ tag: String, _ find: (Own) -> Int?) -> Event? {
        own(tag).compactMap(find).max().map { events[$0] }
    }

    /// The events of the tags that an audit event can give as this.
    private func own(_ tag: String) -> [Own] { names(of: tag).compactMap { places[$0] } }

    private func names(of tag: String) -> [String] {
        if isExact { return [tag] }
        let plain = tag.withoutEntitiesOnce
        return plain.isSame(as: tag) ? [tag] : [tag, plain]
    }

    /// Snapshots come in order, so that what one shows all later ones show, too.
    private func isSeen(_ event: Event, at snapshot: WatchedSnapshot) -> Bool {
        event.evidence.after.map { $0.capturedAt.earliest <= snapshot.capturedAt.earliest } ?? false
    }
}

/// Spans of time, asked whether one of them holds a moment: after its start and not after its end.
private struct Spans {
    private var spans: [(from: Instant?, to: Instant)] = []

    mutating func add(_ from: Instant?, _ to: Instant) { spans.append((from, to)) }

    /// Sorts the spans by their starts and gives each the latest end up to it.
    mutating func close() {
        spans.sort { left, right in
            guard let start = right.from else { return false }
            return left.from.map { $0 < start } ?? true
        }
        for index in spans.indices.dropFirst() { spans[index].to = max(spans[index].to, spans[index - 1].to) }
    }

    func contains(_ moment: Instant) -> Bool {
        let end = spans.partition { span in span.from.map { $0 >= moment } ?? false }
        return end > 0 && spans[end - 1].to >= moment
    }
}
