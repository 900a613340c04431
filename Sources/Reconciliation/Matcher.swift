import EventInference
import ReleaseModel

/// What was found of one inferred event in the audit log.
enum Finding {
    case none
    case one(LoggedAct, place: Int)
    /// Several that can be it; whether one of them must be.
    case several([LoggedAct], places: [Int], isLogged: Bool)

    /// The places of the audit events that are or can be it.
    var candidates: [Int] {
        switch self {
        case .none: []
        case .one(_, let place): [place]
        case .several(_, let places, _): places
        }
    }
}

/// Finds for each inferred event the audit event that is of it: one for one, or none, or it is open.
struct Matcher {
    let events: [Event]
    /// In order of time.
    let logged: [LoggedAct]
    let tolerance: Tolerance

    /// In the order of the events.
    func findings() -> [Finding] {
        var findings = [Finding](repeating: .none, count: events.count)
        for group in groups {
            // Of one release and kind, what came first was logged first.
            let changes = group.changes.sorted { bounds($0) < bounds($1) }
            let acts = group.acts.filter { logged[$0].tags.count == 1 }
            let edges = changes.map { change in
                candidates(for: events[change], among: acts)
            }
            let matching = OrderedMatching(edges: edges)
            for (row, change) in changes.enumerated() {
                let loose = group.acts.filter {
                    logged[$0].tags.count > 1 && canBe(logged[$0], events[change])
                }
                findings[change] = finding(matching.partners[row], loose)
            }
        }
        return findings
    }

    private func bounds(_ place: Int) -> (Instant, Instant) {
        let bounds = events[place].time.bounds
        return (bounds.by, bounds.after ?? bounds.by)
    }

    private func finding(_ partners: OrderedMatching.Partners, _ loose: [Int]) -> Finding {
        let places = (partners.possible + loose).sorted()
        guard let first = places.first else { return .none }
        if places.count == 1, partners.isAlwaysMatched { return .one(logged[first], place: first) }
        return .several(places.map { logged[$0] }, places: places, isLogged: partners.isAlwaysMatched)
    }

    // MARK: - Who can be whose

    private struct Group {
        var changes: [Int] = []
        var acts: [Int] = []
    }

    /// Events and acts of one kind and release belong together; an act that can be of several releases is in several groups.
    private var groups: [Group] {
        var places: [EventKind: ByText<Group>] = [:]
        for (offset, event) in events.enumerated() {
            guard event.kind.isLoggedByGitLab, let tag = event.tag else { continue }
            places[event.kind, default: ByText()][tag, default: Group()].changes.append(offset)
        }
        for (kind, var byTag) in places {
            let ofKind = logged.indices.filter { logged[$0].act.kind == kind }
            for tag in byTag.texts {
                byTag[tag]?.acts = ofKind.filter { place in logged[place].tags.contains { tag.isSaid(as: $0) } }
            }
            places[kind] = byTag
        }
        return EventKind.allCases.flatMap { kind in
            places[kind].map { byTag in byTag.texts.compactMap { byTag[$0] } } ?? []
        }
    }

    private func candidates(for change: Event, among acts: [Int]) -> [Int] {
        let near = acts.filter { canBe(logged[$0], change) }
        guard change.kind == .releaseMilestonesUpdated else { return near }
        return MilestoneReplay(of: near.map { (place: $0, act: logged[$0]) }, for: change).causes
    }

    private func canBe(_ act: LoggedAct, _ change: Event) -> Bool {
        let moment = act.event.createdAt
        let isInBounds = tolerance.admits(moment, within: change.time.bounds)
        guard let createdAt = change.release?.createdAt else { return false }
        switch change.kind {
        case .releaseCreated:
            return tolerance.areNear(moment, createdAt)
                || change.exceptions.contains { $0.rule == .createdOutsideBounds } && isInBounds
        case .releaseUpdated, .releaseMilestonesUpdated:
            return isInBounds && isNot(moment, before: createdAt)
        case .releaseDeleted:
            return isInBounds && isNot(moment, before: createdAt) && !isOfLaterRow(act, than: createdAt)
                && !isAfterRecreation(moment, of: change)
        case .releaseLinksUpdated, .releaseEvidenceCollected, .releaseCommitChanged, .milestoneUpdated,
            .projectRenamed, .releaseArtifactsDownloaded:
            return false
        }
    }

    private func isNot(_ moment: Instant, before createdAt: Instant) -> Bool {
        moment >= createdAt.advanced(bySeconds: -tolerance.skewSeconds)
    }

    /// Whether the row that was deleted was made, as the audit log says, after the one that is gone.
    private func isOfLaterRow(_ deletion: LoggedAct, than createdAt: Instant) -> Bool {
        guard let number = deletion.event.target.id else { return false }
        return logged.contains { other in
            guard case .created = other.act, other.event.target.id == number else { return false }
            return !tolerance.areNear(other.event.createdAt, createdAt) && other.event.createdAt > createdAt
        }
    }

    /// Whether the tag had its next release already, which is still there afterwards.
    private func isAfterRecreation(_ moment: Instant, of deletion: Event) -> Bool {
        events.contains { next in
            next.kind == .releaseCreated && next.tag.isSame(as: deletion.tag)
                && next.evidence.after?.snapshot == deletion.evidence.after?.snapshot
                && (next.release.map { moment > $0.createdAt.advanced(bySeconds: tolerance.skewSeconds) } ?? false)
        }
    }
}

extension AuditAct {
    /// The kind of the events that it can be of.
    var kind: EventKind? {
        switch self {
        case .created: .releaseCreated
        case .updated: .releaseUpdated
        case .milestonesChanged: .releaseMilestonesUpdated
        case .deleted: .releaseDeleted
        case .downloaded: .releaseArtifactsDownloaded
        case .unreadable: nil
        }
    }
}
