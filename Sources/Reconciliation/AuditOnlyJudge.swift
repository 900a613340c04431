import EventInference
import ReleaseModel

/// Says why the snapshots do not show what an audit event tells.
struct AuditOnlyJudge {
    private let logged: LoggedActs
    /// The places of those that are, or can be, of an inferred event.
    private let used: Set<Int>
    private let timeline: Timeline
    private let events: EventsByTag
    /// Tags that came into sight without having been created then; whether they were there before is not known.
    private let firstSeen: ByText<Void>
    private let tolerance: Tolerance
    /// What was found of the sets of milestones of a release between two snapshots.
    private var resets = ByText<[Gap.Span: Int]>()

    init(
        events: [Event], logged: LoggedActs, used: Set<Int>, snapshots: [WatchedSnapshot], firstSeen: [String],
        tolerance: Tolerance
    ) {
        self.logged = logged
        self.used = used
        timeline = Timeline(snapshots)
        self.events = EventsByTag(events, tolerance)
        self.firstSeen = ByText(firstSeen.map { ($0, ()) })
        self.tolerance = tolerance
    }

    mutating func reason(for place: Int) -> AuditOnlyReason {
        let act = logged.all[place]
        guard act.act != .unreadable else { return .notUnderstood }
        let moment = act.event.createdAt
        let stale = act.act.kind.map { tolerance.staleSeconds($0) } ?? tolerance.cacheSeconds
        guard let earlier = timeline.lastTaken(by: moment) else { return .beforeWatching }
        guard let later = timeline.firstTaken(from: moment.advanced(bySeconds: stale + tolerance.skewSeconds)) else {
            return .afterLastSnapshot
        }
        guard act.tags.count == 1, let tag = act.tags.first else { return .releaseNotTold }
        let gap = Gap(
            place: place, tag: tag, moment: moment, earlier: timeline.snapshots[earlier],
            later: timeline.snapshots[later], span: Gap.Span(earlier: earlier, later: later))
        switch act.act {
        case .created: return ofCreation(gap)
        case .deleted: return ofDeletion(gap)
        case .updated: return ofEdit(gap) ?? ofUpdate(gap, act)
        case .milestonesChanged: return ofEdit(gap) ?? ofMilestones(gap, act)
        case .downloaded, .unreadable: return .unexplained
        }
    }

    /// An audit event between two snapshots, of which the later one surely shows what was done.
    private struct Gap {
        let place: Int
        let tag: String
        let moment: Instant
        let earlier: WatchedSnapshot
        let later: WatchedSnapshot
        let span: Span

        /// The places of the two snapshots.
        struct Span: Hashable {
            let earlier: Int
            let later: Int
        }
    }

    private func ofCreation(_ gap: Gap) -> AuditOnlyReason {
        if isMadeAndDeleted(from: gap.place, gap) { return .undone }
        return gap.later.isComplete ? .unexplained : .outOfSight
    }

    private func ofDeletion(_ gap: Gap) -> AuditOnlyReason {
        if let creation = creation(before: gap), isMadeAndDeleted(from: creation, gap) { return .undone }
        return gap.earlier.isComplete && gap.later.isComplete ? .unexplained : .outOfSight
    }

    /// For an edit of a release that neither snapshot shows; nil where one does.
    private func ofEdit(_ gap: Gap) -> AuditOnlyReason? {
        guard isThere(gap.tag, at: gap.earlier) == false, isThere(gap.tag, at: gap.later) == false else { return nil }
        if let creation = creation(before: gap), isMadeAndDeleted(from: creation, gap) { return .undone }
        return gap.earlier.isComplete && gap.later.isComplete ? .unexplained : .outOfSight
    }

    private func ofUpdate(_ gap: Gap, _ act: LoggedAct) -> AuditOnlyReason {
        let near = logged.places(
            logged.places(.releaseMilestonesUpdated, of: gap.tag), from: gap.moment.advanced(bySeconds: -5),
            to: gap.moment.advanced(bySeconds: 5))
        if near.contains(where: { used.contains($0) && logged.all[$0].event.author.id == act.event.author.id }) {
            return .partOfOneEdit
        }
        return events.editsLinks(gap.tag, at: gap.moment) ? .linksEdited : .noVisibleChange
    }

    private mutating func ofMilestones(_ gap: Gap, _ act: LoggedAct) -> AuditOnlyReason {
        guard let titles = events.lastSeen(gap.tag, at: gap.later)?.release?.milestones.map(\.title) else {
            return .noVisibleChange
        }
        if act.says(titles) { return isReset(gap, to: titles) ? .undone : .milestonesUnchanged }
        // A title that was changed since would look like another set.
        return events.changesMilestones(gap.tag) ? .noVisibleChange : .undone
    }

    /// Whether an earlier event of the same time between snapshots gave another set, so that this one set it back.
    private mutating func isReset(_ gap: Gap, to titles: [String]) -> Bool {
        if let known = resets[gap.tag]?[gap.span] { return known < gap.place }
        let own = logged.places(.releaseMilestonesUpdated, of: gap.tag)
        let start = own.partition { logged.all[$0].event.createdAt > gap.earlier.capturedAt.latest }
        let first = own[start...].first { logged.all[$0].tags.count == 1 && !logged.all[$0].says(titles) } ?? Int.max
        resets[gap.tag, default: [:]][gap.span] = first
        return first < gap.place
    }

    // MARK: - What was there

    /// The last creation or deletion of the tag before an audit event.
    private func creation(before gap: Gap) -> Int? {
        let own = logged.lifecycle(of: gap.tag)
        let end = own.partition { $0 >= gap.place }
        return end > 0 ? own[end - 1] : nil
    }

    /// Whether a creation is followed by a deletion before the later snapshot, and no snapshot shows either.
    private func isMadeAndDeleted(from creation: Int, _ gap: Gap) -> Bool {
        let own = logged.lifecycle(of: gap.tag)
        let next = own.partition { $0 > creation }
        guard case .created = logged.all[creation].act, !used.contains(creation), next < own.count,
            case .deleted = logged.all[own[next]].act, !used.contains(own[next])
        else { return false }
        let end = gap.later.capturedAt.latest.advanced(bySeconds: tolerance.skewSeconds)
        return logged.all[own[next]].event.createdAt <= end
            && logged.all[creation].event.createdAt > gap.earlier.capturedAt.earliest
    }

    /// Whether a snapshot shows a release of the tag, as far as the events tell; nil where they do not.
    private func isThere(_ tag: String, at snapshot: WatchedSnapshot) -> Bool? {
        if firstSeen[tag] != nil || (!tolerance.follows3 && firstSeen[tag.withoutEntitiesOnce] != nil) { return nil }
        return events.lastLifecycle(tag, at: snapshot)?.kind == .releaseCreated
    }
}

/// The snapshots, oldest first, asked for the one next to a moment.
private struct Timeline {
    let snapshots: [WatchedSnapshot]
    /// The earliest end of the capture of a snapshot or any later one; a date without a time ends later than the next snapshot.
    private let ends: [Instant]
    /// The latest start of the capture of a snapshot or any earlier one.
    private let starts: [Instant]

    init(_ snapshots: [WatchedSnapshot]) {
        self.snapshots = snapshots
        var ends = snapshots.map(\.capturedAt.latest)
        for index in ends.indices.dropLast().reversed() { ends[index] = min(ends[index], ends[index + 1]) }
        var starts = snapshots.map(\.capturedAt.earliest)
        for index in starts.indices.dropFirst() { starts[index] = max(starts[index], starts[index - 1]) }
        self.ends = ends
        self.starts = starts
    }

    /// The place of the last snapshot that was taken by a moment.
    func lastTaken(by moment: Instant) -> Int? {
        let end = ends.partition { $0 > moment }
        return end > 0 ? end - 1 : nil
    }

    /// The place of the first snapshot that was taken at a moment or later.
    func firstTaken(from moment: Instant) -> Int? {
        let start = starts.partition { $0 >= moment }
        return start < starts.count ? start : nil
    }
}
