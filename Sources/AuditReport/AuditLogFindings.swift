package import EventInference
package import ReleaseModel
package import Reconciliation

/// What came out of holding a report's events against GitLab's audit log.
package struct AuditLogFindings: Sendable, Equatable {
    /// All imports, whenever they were made.
    package let imports: [AuditImport]
    /// The parts of the report's period of which no audit event is missing, in order; of all time without a period.
    package let covered: [ClosedRange<Instant>]
    /// The events of the period that snapshots show, whatever the filter leaves out, with what was found of each.
    package let changes: [ReconciledChange]
    /// What the audit log shows within the period and the snapshots do not, in order of time.
    package let auditOnly: [AuditOnlyEvent]
    /// What the audit log tells within the period of the project itself, in order of time (rule set 3).
    package let projectEvents: [AuditEvent]
    /// The events within the period of which imports give different accounts (rule set 3).
    package let contradictions: [AuditContradiction]

    /// How many changes came out in one way.
    package func count(_ kind: ReconciledChange.Outcome.Kind) -> Int {
        changes.count { $0.outcome?.kind == kind }
    }

    /// The changes of which it is open which audit event is of them.
    package var ambiguous: [ReconciledChange] { changes.filter { $0.outcome?.kind == .ambiguous } }

    /// What was found of an event; nil for a download, and for one of the opening population that was not found.
    package func outcome(of event: Event) -> ReconciledChange.Outcome? {
        places[event.id].flatMap { changes[$0].outcome }
    }

    /// Accounts of the audit event of an event that say otherwise than the one that counts.
    package func otherAccounts(of event: Event) -> [AuditContradiction.Account] {
        places[event.id].map { changes[$0].otherAccounts } ?? []
    }

    private let places: [EventID: Int]

    init(
        _ log: AuditLog, _ parameters: ReportParameters, changes: [ReconciledChange], auditOnly: [AuditOnlyEvent]
    ) {
        let (period, follows3) = (parameters.period, parameters.rules.follows3)
        func isInPeriod(_ moment: Instant) -> Bool { period?.contains(moment) ?? true }
        imports = log.imports
        covered = log.covered(isVouchedFor: follows3).compactMap { range in
            guard let period else { return range }
            let (from, to) = (max(range.lowerBound, period.start), min(range.upperBound, period.end))
            return from < to ? from...to : nil
        }
        self.changes = changes
        self.auditOnly = auditOnly.filter { isInPeriod($0.event.createdAt) }
        projectEvents = follows3 ? log.projectEvents.filter { isInPeriod($0.createdAt) } : []
        contradictions = follows3 ? log.contradictions.filter { isInPeriod($0.first.event.createdAt) } : []
        places = Dictionary(
            changes.enumerated().map { ($1.event.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
