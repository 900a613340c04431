import EventInference
import ReleaseModel

/// Says why the snapshots do not show what an audit event tells.
struct AuditOnlyJudge {
    let events: [Event]
    /// In order of time.
    let logged: [LoggedAct]
    /// The places of those that are, or can be, of an inferred event.
    let used: Set<Int>
    /// Oldest first.
    let snapshots: [WatchedSnapshot]
    /// Tags that came into sight without having been created then; whether they were there before is not known.
    let firstSeen: [String]
    let tolerance: Tolerance

    func reason(for place: Int) -> AuditOnlyReason {
        let act = logged[place]
        guard act.act != .unreadable else { return .notUnderstood }
        let moment = act.event.createdAt
        let late = moment.advanced(bySeconds: tolerance.cacheSeconds + tolerance.skewSeconds)
        guard let earlier = snapshots.last(where: { $0.capturedAt.latest <= moment }) else { return .beforeWatching }
        guard let later = snapshots.first(where: { $0.capturedAt.earliest >= late }) else { return .afterLastSnapshot }
        guard act.tags.count == 1, let tag = act.tags.first else { return .releaseNotTold }
        let gap = Gap(place: place, tag: tag, moment: moment, earlier: earlier, later: later)
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
    }

    private func ofCreation(_ gap: Gap) -> AuditOnlyReason {
        if isMadeAndDeleted(from: gap.place, gap) { return .undone }
        return gap.later.isComplete ? .unexplained : .outOfSight
    }

    private func ofDeletion(_ gap: Gap) -> AuditOnlyReason {
        if let creation = lifecycle(of: gap.tag).last(where: { $0 < gap.place }), isMadeAndDeleted(from: creation, gap)
        {
            return .undone
        }
        return gap.earlier.isComplete && gap.later.isComplete ? .unexplained : .outOfSight
    }

    /// For an edit of a release that neither snapshot shows; nil where one does.
    private func ofEdit(_ gap: Gap) -> AuditOnlyReason? {
        guard isThere(gap.tag, at: gap.earlier) == false, isThere(gap.tag, at: gap.later) == false else { return nil }
        if let creation = lifecycle(of: gap.tag).last(where: { $0 < gap.place }), isMadeAndDeleted(from: creation, gap)
        {
            return .undone
        }
        return gap.earlier.isComplete && gap.later.isComplete ? .unexplained : .outOfSight
    }

    private func ofUpdate(_ gap: Gap, _ act: LoggedAct) -> AuditOnlyReason {
        let hasCompanion = logged.indices.contains { other in
            guard used.contains(other), case .milestonesChanged = logged[other].act else { return false }
            return isOneEdit(logged[other].event, act.event) && logged[other].tags.contains { gap.tag.isSaid(as: $0) }
        }
        if hasCompanion { return .partOfOneEdit }
        let editsLinks = events.contains { event in
            event.kind == .releaseLinksUpdated && act.isAbout(event)
                && tolerance.admits(gap.moment, within: event.time.bounds)
        }
        return editsLinks ? .linksEdited : .noVisibleChange
    }

    private func ofMilestones(_ gap: Gap, _ act: LoggedAct) -> AuditOnlyReason {
        let own = events.filter { act.isAbout($0) && $0.release != nil && isSeen($0, at: gap.later) }
        guard let titles = own.last?.release?.milestones.map(\.title) else { return .noVisibleChange }
        if act.says(titles) { return isReset(gap, to: titles) ? .undone : .milestonesUnchanged }
        // A title that was changed since would look like another set.
        let isRenamed = events.contains { event in
            event.kind == .milestoneUpdated && event.releases.contains { $0.isSaid(as: gap.tag) }
        }
        return isRenamed ? .noVisibleChange : .undone
    }

    /// Whether an earlier event of the same time between snapshots gave another set, so that this one set it back.
    private func isReset(_ gap: Gap, to titles: [String]) -> Bool {
        logged[..<gap.place].contains { other in
            guard case .milestonesChanged = other.act, other.tags.count == 1,
                other.tags.contains(where: { gap.tag.isSaid(as: $0) })
            else { return false }
            return other.event.createdAt > gap.earlier.capturedAt.latest && !other.says(titles)
        }
    }

    /// Whether two events were logged for one call: the same account, at the same release, within seconds.
    private func isOneEdit(_ left: AuditEvent, _ right: AuditEvent) -> Bool {
        left.author.id == right.author.id
            && left.createdAt.advanced(bySeconds: -5) <= right.createdAt
            && right.createdAt <= left.createdAt.advanced(bySeconds: 5)
    }

    // MARK: - What was there

    /// The places of creations and deletions of a tag, in order of time.
    private func lifecycle(of tag: String) -> [Int] {
        logged.indices.filter { place in
            switch logged[place].act {
            case .created(let other, _), .deleted(let other): other.isSame(as: tag)
            case .updated, .milestonesChanged, .downloaded, .unreadable: false
            }
        }
    }

    /// Whether a creation is followed by a deletion before the later snapshot, and no snapshot shows either.
    private func isMadeAndDeleted(from creation: Int, _ gap: Gap) -> Bool {
        guard case .created = logged[creation].act, !used.contains(creation),
            let deletion = lifecycle(of: gap.tag).first(where: { $0 > creation }),
            case .deleted = logged[deletion].act, !used.contains(deletion)
        else { return false }
        let end = gap.later.capturedAt.latest.advanced(bySeconds: tolerance.skewSeconds)
        return logged[deletion].event.createdAt <= end
            && logged[creation].event.createdAt > gap.earlier.capturedAt.earliest
    }

    /// Whether a snapshot shows a release of the tag, as far as the events tell; nil where they do not.
    private func isThere(_ tag: String, at snapshot: WatchedSnapshot) -> Bool? {
        if firstSeen.contains(where: { $0.isSaid(as: tag) }) { return nil }
        var isThere = false
        for event in events where event.tag.map({ $0.isSaid(as: tag) }) ?? false {
            guard isSeen(event, at: snapshot) else { continue }
            if event.kind == .releaseCreated { isThere = true }
            if event.kind == .releaseDeleted { isThere = false }
        }
        return isThere
    }

    private func isSeen(_ event: Event, at snapshot: WatchedSnapshot) -> Bool {
        event.evidence.after.map { $0.capturedAt.earliest <= snapshot.capturedAt.earliest } ?? false
    }
}
