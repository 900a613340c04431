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
        case .matched(let event, let isCovered):
            self(.auditMatched, ["id": event.id, "time": event.createdAt.reportText, "message": event.message])
                + (isCovered ? "" : " " + self(.auditUncovered))
        case .ambiguous(let ambiguity): words(for: ambiguity)
        case .withoutAuditEvent: self(.auditMissing)
        case .notCovered: self(.auditNotCovered)
        case .notLogged: self(.auditNotLogged)
        }
    }

    /// The same, with what other imports say of the audit event.
    func words(
        for outcome: ReconciledChange.Outcome, beside accounts: [AuditContradiction.Account]
    ) -> String {
        ([words(for: outcome)] + accounts.map(words)).joined(separator: " ")
    }

    private func words(for account: AuditContradiction.Account) -> String {
        self(
            .auditOtherAccount,
            [
                "file": account.file, "author": words(for: account.event.author),
                "time": account.event.createdAt.reportText, "message": account.event.message,
            ])
    }

    private func words(for ambiguity: Ambiguity) -> String {
        let events = list(ambiguity.events.lazy.map(candidate), count: ambiguity.events.count)
        let open = self(word(for: ambiguity.cause), ["events": events])
        guard !ambiguity.rivals.isEmpty else { return open }
        let rivals = list(ambiguity.rivals.lazy.map(rival), count: ambiguity.rivals.count)
        return open + " " + self(.auditRivals, ["changes": rivals])
    }

    private func word(for cause: Ambiguity.Cause) -> Word {
        switch cause {
        case .several: .auditAmbiguous
        case .outsideBounds: .auditOutside
        case .ownEventsOnly: .auditOwnEvents
        }
    }

    /// A night can have a hundred thousand audit events of one release; the XML names all.
    private func list(_ items: some Sequence<String>, count: Int) -> String {
        let most = 20
        let shown = items.prefix(most).joined(separator: "; ")
        return count > most ? shown + "; " + self(.auditMore, ["count": String(count - most)]) : shown
    }

    private func rival(_ rival: Ambiguity.Rival) -> String {
        self(
            .auditRival, ["action": rival.action, "bounds": words(for: rival.bounds), "id": rival.id.description])
    }

    private func candidate(_ event: AuditEvent) -> String {
        self(
            .auditCandidate, ["id": event.id, "time": event.createdAt.reportText, "author": words(for: event.author)])
    }

    func words(for author: AuditAuthor) -> String {
        author.name ?? author.id.map { self(.authorByID, ["id": String($0)]) } ?? self(.authorUnknown)
    }

    /// Which time an import covers, and how that is known.
    func covers(of record: AuditImportRecord) -> String {
        guard let cover = record.cover else {
            guard let claim = record.claim else { return self(.coverNone) }
            return self(
                .coverNotProved,
                [
                    "from": claim.from.reportText, "to": claim.to.reportText,
                    "reason": text("claim.\(claim.reason.rawValue)"),
                ])
        }
        let span = ["from": cover.from.reportText, "to": cover.to.reportText]
        switch cover.basis {
        case .stated: return self(.coverStated, span)
        case .events: return self(.coverByEvents, span)
        case .proved(let proof):
            let level = proof.accessLevel.map { String($0) } ?? ""
            let named = span.merging(["file": proof.file, "level": level]) { first, _ in first }
            return self(proof.means == .projectPermissions ? .coverProvedByRole : .coverProvedByRight, named)
        }
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
