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

    /// How many changes came out in one way.
    package func count(_ kind: ReconciledChange.Outcome.Kind) -> Int {
        changes.count { $0.outcome?.kind == kind }
    }

    /// The changes of which it is open which audit event is of them.
    package var ambiguous: [ReconciledChange] { changes.filter { $0.outcome?.kind == .ambiguous } }

    /// What was found of an event; nil for a download, and for one of the opening population that was not found.
    package func outcome(of event: Event) -> ReconciledChange.Outcome? {
        outcomes[event.id] ?? nil
    }

    private let outcomes: [EventID: ReconciledChange.Outcome?]

    init(
        _ log: AuditLog, period: Period?, changes: [ReconciledChange], auditOnly: [AuditOnlyEvent]
    ) {
        imports = log.imports
        covered = log.covered.compactMap { range in
            guard let period else { return range }
            let (from, to) = (max(range.lowerBound, period.start), min(range.upperBound, period.end))
            return from < to ? from...to : nil
        }
        self.changes = changes
        self.auditOnly = auditOnly
        outcomes = Dictionary(changes.map { ($0.event.id, $0.outcome) }, uniquingKeysWith: { first, _ in first })
    }
}
