import EventInference
import ReleaseModel

/// Puts what was found about each event into a change.
struct ChangeMaking {
    private let tolerance: Tolerance
    private let flagsMissing: Bool
    private let covered: [ClosedRange<Instant>]
    private let perhapsFiltered: Set<String>
    private let contradictions: ByText<[AuditContradiction.Account]>
    /// By the place of an audit event of which it is open what it is of, the changes that it can be of.
    private let claimants: [Int: [Ambiguity.Rival]]

    init(
        _ auditLog: AuditLog, _ events: [Event], _ findings: [Finding], _ tolerance: Tolerance, flagsMissing: Bool
    ) {
        self.tolerance = tolerance
        self.flagsMissing = flagsMissing
        perhapsFiltered = tolerance.follows3 ? auditLog.perhapsFiltered : []
        covered = auditLog.covered(isVouchedFor: tolerance.follows3)
        guard tolerance.follows3 else {
            contradictions = ByText()
            claimants = [:]
            return
        }
        contradictions = ByText(auditLog.contradictions.map { ($0.first.event.id, $0.others) })
        var claimants: [Int: [Ambiguity.Rival]] = [:]
        for (event, finding) in zip(events, findings) {
            switch finding {
            case .several(_, let places, _), .near(_, let places):
                let rival = Ambiguity.Rival(id: event.id, action: event.action, bounds: event.time.bounds)
                for place in places where (claimants[place]?.count ?? 0) <= Self.mostRivals {
                    claimants[place, default: []].append(rival)
                }
            case .none, .one: break
            }
        }
        self.claimants = claimants
    }

    /// An audit event that names no tag can be of any of many releases that bore one name; the first few tell as much.
    private static let mostRivals = 20

    /// The event with what was found about it.
    func change(_ event: Event, _ finding: Finding) -> ReconciledChange {
        guard event.kind.isLoggedByGitLab else { return ReconciledChange(event: event, outcome: .notLogged) }
        switch finding {
        case .one(let logged, let place) where isForeignCreation(event, logged):
            return ReconciledChange(event: event, outcome: open([logged], [place], event, .several))
        case .one(let logged, let place) where hidesOthers(event, [logged]):
            return ReconciledChange(event: event, outcome: open([logged], [place], event, .ownEventsOnly))
        case .one(let logged, _):
            return ReconciledChange(
                event: event.attributed(to: logged, follows3: tolerance.follows3),
                outcome: .matched(logged.event, isCovered: !tolerance.follows3 || isCovered(event)),
                otherAccounts: contradictions[logged.event.id] ?? [])
        case .several(let logged, let places, let isLogged):
            return ReconciledChange(
                event: isLogged && !hidesOthers(event, logged) ? event.attributed(toAuthorOf: logged) : event,
                outcome: open(logged, places, event, .several))
        case .near(let logged, let places) where event.observation == .observed:
            return ReconciledChange(
                event: isMissing(event) ? event.with(exceptions: [.changeWithoutAuditEvent]) : event,
                outcome: open(logged, places, event, .outsideBounds))
        case .none where event.observation == .baseline, .near:
            return ReconciledChange(event: event, outcome: nil)
        case .none:
            guard isCovered(event) else { return ReconciledChange(event: event, outcome: .notCovered) }
            return ReconciledChange(
                event: flagsMissing ? event.with(exceptions: [.changeWithoutAuditEvent]) : event,
                outcome: .withoutAuditEvent)
        }
    }

    /// Whether no audit event of the change can be missing from the imports.
    private func isCovered(_ event: Event) -> Bool {
        let (from, to) = tolerance.logged(event.kind, within: event.time.bounds)
        guard let from else { return false }
        let end = covered.partition { $0.lowerBound > from }
        return end > 0 && to <= covered[end - 1].upperBound
    }

    /// Whether what lies near the bounds does not explain a change: what a list from the cache can explain is not missing.
    private func isMissing(_ event: Event) -> Bool {
        flagsMissing && tolerance.staleSeconds(event.kind) == 0 && isCovered(event)
    }

    /// Whether others may have acted whom the imports do not show; a creation GitLab states itself.
    private func hidesOthers(_ event: Event, _ logged: [LoggedAct]) -> Bool {
        event.kind != .releaseCreated && !isCovered(event)
            && logged.contains { perhapsFiltered.contains($0.event.id) }
    }

    /// Whether GitLab states a time of creation outside the snapshots, as an import does, and another author than the audit
    /// event: then the two may be of two releases.
    private func isForeignCreation(_ event: Event, _ logged: LoggedAct) -> Bool {
        tolerance.follows3 && event.kind == .releaseCreated && event.author.basis == .stated
            && logged.event.author.id != nil && event.author.id != logged.event.author.id
            && !(event.release.map { tolerance.isCreation(logged.event.createdAt, ofRowMade: $0.createdAt) } ?? false)
    }

    private func open(
        _ logged: [LoggedAct], _ places: [Int], _ event: Event, _ cause: Ambiguity.Cause
    ) -> ReconciledChange.Outcome {
        var seen: Set<EventID> = [event.id]
        let rivals = places.flatMap { claimants[$0] ?? [] }.filter { seen.insert($0.id).inserted }
        return .ambiguous(
            Ambiguity(events: logged.map(\.event), rivals: Array(rivals.prefix(Self.mostRivals)), cause: cause))
    }
}

extension ReconciledChange {
    /// The same, marked where the release's own author made the change.
    var markedForFourEyes: ReconciledChange {
        guard let exception = Exception.fourEyes(event) else { return self }
        return ReconciledChange(
            event: event.with(exceptions: [exception]), outcome: outcome, otherAccounts: otherAccounts)
    }
}

extension Event {
    fileprivate func attributed(to logged: LoggedAct, follows3: Bool) -> Event {
        let (audit, impersonator) = (logged.event, logged.impersonator(of: self))
        let named = Attribution(auditLogNames: audit.author, impersonator: impersonator, auditEventID: audit.id)
        guard kind == .releaseCreated else {
            let event = with(author: named, time: .logged(audit.createdAt, within: time.bounds))
            return follows3 ? event.measured(at: audit.createdAt) : event
        }
        // GitLab states time and author of a creation itself. Where another account is named, it is the one to which GitLab moved
        // what a deleted account left: then only the audit log tells who acted.
        let isConfirmed = author.basis == .stated && (author.id == audit.author.id || audit.author.id == nil)
        return with(author: isConfirmed ? author.confirmed(by: audit.id, impersonator: impersonator) : named)
    }

    /// The author is known if all candidates name the same one, although it is not known which of them it is.
    fileprivate func attributed(toAuthorOf logged: [LoggedAct]) -> Event {
        guard author.basis == .unknown, let first = logged.first else { return self }
        let impersonator = first.impersonator(of: self)
        let areOne = logged.allSatisfy { other in
            other.event.author.id == first.event.author.id && other.event.author.name == first.event.author.name
                && other.impersonator(of: self) == impersonator
        }
        guard areOne else { return self }
        return with(
            author: Attribution(auditLogNames: first.event.author, impersonator: impersonator, auditEventID: nil))
    }
}
