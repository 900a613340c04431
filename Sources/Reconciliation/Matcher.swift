import EventInference
import ReleaseModel

/// Finds for each inferred event the audit event that is of it: one for one, or none, or it is open.
struct Matcher {
    let events: [Event]
    let logged: LoggedActs
    let tolerance: Tolerance
    /// By the number of a row, when the audit log says that it was made.
    private let madeByRow: ByText<[Instant]>
    /// When releases were made that a snapshot is the first to show, by tag.
    private let creations: [Digest: ByText<[Instant]>]

    init(events: [Event], logged: LoggedActs, tolerance: Tolerance) {
        self.events = events
        self.logged = logged
        self.tolerance = tolerance
        var made = ByText<[Instant]>()
        for act in logged.all {
            guard case .created = act.act, let row = act.event.target.id else { continue }
            made[row, default: []].append(act.event.createdAt)
        }
        madeByRow = made
        var creations: [Digest: ByText<[Instant]>] = [:]
        for event in events where event.kind == .releaseCreated {
            guard let tag = event.tag, let createdAt = event.release?.createdAt,
                let snapshot = event.evidence.after?.snapshot
            else { continue }
            creations[snapshot, default: ByText()][tag, default: []].append(createdAt)
        }
        self.creations = creations
    }

    /// In the order of the events.
    func findings() -> [Finding] {
        var findings = [Finding](repeating: .none, count: events.count)
        for group in groups {
            // Of one release and kind, what came first was logged first.
            let changes = group.changes.sorted { bounds($0) < bounds($1) }
            let acts = logged.places(group.kind, of: group.tag)
            let sure = acts.filter { logged.all[$0].tags.count == 1 }
            let loose = sure.count == acts.count ? [] : acts.filter { logged.all[$0].tags.count > 1 }
            let candidates = changes.map { self.candidates(for: events[$0], among: sure) }
            let matching = OrderedMatching(edges: candidates.map(\.places))
            for (row, change) in changes.enumerated() {
                findings[change] = finding(
                    matching.partners[row], near(events[change], among: loose, isWithin: true),
                    isCertain: candidates[row].isCertain)
            }
        }
        if tolerance.follows3 { findNear(&findings) }
        return findings
    }

    private func bounds(_ place: Int) -> (Instant, Instant) {
        let bounds = events[place].time.bounds
        return (bounds.by, bounds.after ?? bounds.by)
    }

    private func finding(_ partners: OrderedMatching.Partners, _ loose: [Int], isCertain: Bool) -> Finding {
        let places = (partners.possible + loose).sorted()
        guard let first = places.first else { return .none }
        let isLogged = partners.isAlwaysMatched && isCertain
        if places.count == 1, isLogged { return .one(logged.all[first], place: first) }
        return .several(places.map { logged.all[$0] }, places: places, isLogged: isLogged)
    }

    /// Where nothing lies within the bounds of a change, looks around them among what is of no other change.
    private func findNear(_ findings: inout [Finding]) {
        let used = Set(findings.flatMap(\.candidates))
        for (place, event) in events.enumerated() {
            guard case .none = findings[place], event.kind.isLoggedByGitLab, let tag = event.tag else { continue }
            let near = near(event, among: logged.places(event.kind, of: tag), isWithin: false)
                .filter { !used.contains($0) && mayMatter(logged.all[$0], for: event) }
            if !near.isEmpty { findings[place] = .near(near.map { logged.all[$0] }, places: near) }
        }
    }

    /// Whether an act that gives a set of milestones gives the one that is there afterwards.
    private func mayMatter(_ act: LoggedAct, for change: Event) -> Bool {
        guard change.kind == .releaseMilestonesUpdated, let after = change.titlesAfter else { return true }
        return act.says(after)
    }

    // MARK: - Who can be whose

    private struct Group {
        let kind: EventKind
        let tag: String
        var changes: [Int] = []
    }

    /// Events of one kind and release belong together; an act that can be of several releases is in several groups.
    private var groups: [Group] {
        var places: [EventKind: ByText<[Int]>] = [:]
        for (offset, event) in events.enumerated() {
            guard event.kind.isLoggedByGitLab, let tag = event.tag else { continue }
            places[event.kind, default: ByText()][tag, default: []].append(offset)
        }
        return EventKind.allCases.flatMap { kind -> [Group] in
            guard let byTag = places[kind] else { return [] }
            return byTag.texts.map { Group(kind: kind, tag: $0, changes: byTag[$0] ?? []) }
        }
    }

    private func candidates(for change: Event, among acts: [Int]) -> (places: [Int], isCertain: Bool) {
        let near = near(change, among: acts, isWithin: true)
        guard change.kind == .releaseMilestonesUpdated else { return (near, true) }
        let replay = MilestoneReplay(of: near.map { (place: $0, act: logged.all[$0]) }, for: change)
        return (replay.causes, replay.isCertain || !tolerance.follows3)
    }

    /// The acts that can be of a change.
    ///
    /// - Parameter isWithin: Whether rule set 3 is to look within the bounds alone.
    private func near(_ change: Event, among acts: [Int], isWithin: Bool) -> [Int] {
        guard !acts.isEmpty else { return [] }
        let bounds = change.time.bounds
        var (from, to) = tolerance.logged(change.kind, within: bounds)
        if change.kind == .releaseCreated, let createdAt = change.release?.createdAt {
            let reach = max(tolerance.skewSeconds, Tolerance.creationSeconds)
            from = from.map { min($0, createdAt.advanced(bySeconds: -reach)) }
            to = max(to, createdAt.advanced(bySeconds: reach))
        }
        let isStrict = tolerance.follows3 && isWithin && change.kind != .releaseCreated
        return logged.places(acts, from: from, to: to).filter { place in
            canBe(logged.all[place], change) && (!isStrict || bounds.contains(logged.all[place].event.createdAt))
        }
    }

    private func canBe(_ act: LoggedAct, _ change: Event) -> Bool {
        let moment = act.event.createdAt
        let isInBounds = tolerance.admits(moment, of: change.kind, within: change.time.bounds)
        guard let createdAt = change.release?.createdAt else { return false }
        switch change.kind {
        case .releaseCreated:
            if tolerance.isCreation(moment, ofRowMade: createdAt) { return true }
            guard change.exceptions.contains(where: { $0.rule == .createdOutsideBounds }) else { return false }
            return tolerance.follows3 ? change.time.bounds.contains(moment) : isInBounds
        case .releaseUpdated, .releaseMilestonesUpdated:
            return isInBounds && isNot(moment, before: createdAt) && !isOfOtherRow(act, of: change, createdAt)
        case .releaseDeleted:
            return isInBounds && isNot(moment, before: createdAt) && !isOfLaterRow(act, than: createdAt)
                && !isAfterRecreation(moment, of: change) && !isOfOtherRow(act, of: change, createdAt)
        case .releaseLinksUpdated, .releaseEvidenceCollected, .releaseCommitChanged, .milestoneUpdated,
            .projectRenamed, .releaseArtifactsDownloaded:
            return false
        }
    }

    private func isNot(_ moment: Instant, before createdAt: Instant) -> Bool {
        moment >= createdAt.advanced(bySeconds: tolerance.follows3 ? -1 : -tolerance.skewSeconds)
    }

    /// Whether the row that was deleted was made, as the audit log says, after the one that is gone.
    private func isOfLaterRow(_ deletion: LoggedAct, than createdAt: Instant) -> Bool {
        guard let row = deletion.event.target.id, let made = madeByRow[row] else { return false }
        return made.contains { !tolerance.isCreation($0, ofRowMade: createdAt) && $0 > createdAt }
    }

    /// Whether the audit log says that the row of an act was made at another time, and no account at this one.
    private func isOfOtherRow(_ act: LoggedAct, _ createdAt: Instant) -> Bool {
        guard let row = act.event.target.id, let made = madeByRow[row], !made.isEmpty else { return false }
        return !made.contains { tolerance.isCreation($0, ofRowMade: createdAt) }
    }

    /// Whether an act is of another release than the one that a change is about, under the same tag (rule set 3).
    private func isOfOtherRow(_ act: LoggedAct, of change: Event, _ createdAt: Instant) -> Bool {
        guard tolerance.follows3, let tag = change.tag else { return false }
        if isOfOtherRow(act, createdAt) { return true }
        // A tag has one release at a time: where another was made since, the one of the change was gone. The earlier snapshot
        // shows it, so what was made before that is gone itself: a restored backup can bring an older release back.
        let made = createdAt.advanced(bySeconds: Tolerance.creationSeconds)
        let shown = change.time.bounds.after.map { max(made, $0) } ?? made
        return logged.hasCreation(of: tag, after: shown, before: act.event.createdAt)
    }

    /// Whether the tag had its next release already, which is still there afterwards.
    private func isAfterRecreation(_ moment: Instant, of deletion: Event) -> Bool {
        guard let tag = deletion.tag, let snapshot = deletion.evidence.after?.snapshot else { return false }
        let seconds = tolerance.follows3 ? 1 : tolerance.skewSeconds
        return (creations[snapshot]?[tag] ?? []).contains { moment > $0.advanced(bySeconds: seconds) }
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
