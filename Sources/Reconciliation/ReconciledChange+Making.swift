import EventInference
import ReleaseModel

extension ReconciledChange {
    /// The event with what was found about it.
    init(_ event: Event, _ finding: Finding, _ auditLog: AuditLog, _ tolerance: Tolerance, flagsMissing: Bool) {
        guard event.kind.isLoggedByGitLab else {
            self.init(event: event, outcome: .notLogged)
            return
        }
        switch finding {
        case .one(let logged, _):
            self.init(event: event.attributed(to: logged), outcome: .matched(logged.event))
        case .several(let logged, _, let isLogged):
            self.init(
                event: isLogged ? event.attributed(toAuthorOf: logged) : event,
                outcome: .ambiguous(logged.map(\.event)))
        case .none where event.observation == .baseline:
            self.init(event: event, outcome: nil)
        case .none:
            let (from, to) = tolerance.logged(within: event.time.bounds)
            guard let from, auditLog.covers(from: from, to: to) else {
                self.init(event: event, outcome: .notCovered)
                return
            }
            self.init(
                event: flagsMissing ? event.with(exceptions: [.changeWithoutAuditEvent]) : event,
                outcome: .withoutAuditEvent)
        }
    }
}

extension ReconciledChange {
    /// The same, marked where the release's own author made the change.
    var markedForFourEyes: ReconciledChange {
        guard let exception = Exception.fourEyes(event) else { return self }
        return ReconciledChange(event: event.with(exceptions: [exception]), outcome: outcome)
    }
}

extension Event {
    fileprivate func attributed(to logged: LoggedAct) -> Event {
        let (audit, impersonator) = (logged.event, logged.impersonator(of: self))
        let named = Attribution(auditLogNames: audit.author, impersonator: impersonator, auditEventID: audit.id)
        guard kind == .releaseCreated else {
            return with(author: named, time: .logged(audit.createdAt, within: time.bounds))
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
