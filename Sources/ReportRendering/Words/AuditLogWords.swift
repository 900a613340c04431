import AuditReport
import EventInference
import Reconciliation
import ReleaseModel

// How what came out of GitLab's audit log is put into words.
extension WordCatalogue {
    func title(of kind: ReconciledChange.Outcome.Kind) -> String { text("outcome.\(kind.rawValue)") }

    func meaning(of reason: AuditOnlyReason) -> String { text("reason.\(reason.rawValue)") }

    func words(for form: AuditImportRecord.Form) -> String { text("form.\(form.rawValue)") }

    func words(for assignment: AuditImportRecord.Assignment) -> String { text("assignment.\(assignment.rawValue)") }

    /// What was found of one event.
    func words(for outcome: ReconciledChange.Outcome) -> String {
        switch outcome {
        case .matched(let event):
            self(.auditMatched, ["id": event.id, "time": event.createdAt.reportText, "message": event.message])
        case .ambiguous(let events):
            self(.auditAmbiguous, ["events": events.map(candidate).joined(separator: "; ")])
        case .withoutAuditEvent: self(.auditMissing)
        case .notCovered: self(.auditNotCovered)
        case .notLogged: self(.auditNotLogged)
        }
    }

    private func candidate(_ event: AuditEvent) -> String {
        self(
            .auditCandidate, ["id": event.id, "time": event.createdAt.reportText, "author": words(for: event.author)])
    }

    func words(for author: AuditAuthor) -> String {
        author.name ?? author.id.map { self(.authorByID, ["id": String($0)]) } ?? self(.authorUnknown)
    }

    func words(for cover: AuditCover?) -> String {
        guard let cover else { return self(.coverNone) }
        return self(
            cover.basis == .stated ? .coverStated : .coverByEvents,
            ["from": cover.from.reportText, "to": cover.to.reportText])
    }

    /// Where the name of the author comes from.
    func basisWords(of author: Attribution) -> String {
        switch author.basis {
        case .stated: author.auditEventID.map { self(.authorConfirmed, ["id": $0]) } ?? self(.authorStated)
        case .auditLog: author.auditEventID.map { self(.authorLogged, ["id": $0]) } ?? self(.authorLoggedByAll)
        case .bounded, .unknown: self(.authorNotStated)
        }
    }

    /// Where the time comes from.
    func basisWords(of time: EventTime) -> String {
        switch time.basis {
        case .stated: self(.timeStated)
        case .auditLog: self(.timeLogged)
        case .bounded, .unknown: self(.timeBounded)
        }
    }
}
