import EventInference
import Reconciliation
import ReleaseModel

/// What a builder keeps so that all events can be held against the audit log, those before the period too: which audit
/// event is of an event at the period's start depends on what happened before.
struct AuditLogMemory: Sendable {
    private let log: AuditLog
    private let keepsAll: Bool
    private var earlier: [Event] = []
    private var snapshots: [WatchedSnapshot] = []
    private var firstSeen: [String] = []

    init(_ log: AuditLog, _ parameters: ReportParameters) {
        self.log = log
        keepsAll = parameters.rules.clockSkewSeconds != nil && !log.imports.isEmpty
    }

    /// Takes in what a snapshot shows; nothing is kept where there is no audit log, so that memory stays flat.
    mutating func note(_ record: SnapshotRecord, _ findings: EventInference.Findings, isBeforePeriod: Bool) {
        guard keepsAll else { return }
        if isBeforePeriod { earlier += findings.events }
        snapshots.append(WatchedSnapshot(capturedAt: record.capturedAt, isComplete: record.window.isComplete))
        firstSeen += findings.notices.filter { $0.kind == .firstSeen }.flatMap(\.tags)
    }

    /// The events of the period with what the audit log adds, downloads among them; and what was found.
    func reconcile(
        _ events: [Event], _ parameters: ReportParameters
    ) -> (events: [Event], findings: AuditLogFindings?) {
        guard parameters.rules.clockSkewSeconds != nil else { return (events, nil) }
        guard keepsAll else {
            return (events, AuditLogFindings(log, parameters, changes: [], auditOnly: []))
        }
        let reconciliation = Reconciliation(
            of: earlier + events, log, snapshots: snapshots, firstSeen: firstSeen, in: parameters.project,
            by: parameters.rules, flagsMissing: parameters.admits(.changeWithoutAuditEvent),
            asksFourEyes: parameters.admits(.fourEyes))
        let changes = Array(reconciliation.changes.dropFirst(earlier.count))
        func isInPeriod(_ moment: Instant) -> Bool { parameters.period?.contains(moment) ?? true }
        let downloads = reconciliation.downloads.filter { isInPeriod($0.time.bounds.by) }
        return (
            changes.map(\.event).merging(downloads),
            AuditLogFindings(log, parameters, changes: changes, auditOnly: reconciliation.auditOnly)
        )
    }
}

extension [Event] {
    /// Puts events of known times among these, each before the first that is later or that only a later snapshot shows.
    fileprivate func merging(_ timed: [Event]) -> [Event] {
        var rest = timed[...]
        var merged: [Event] = []
        for event in self {
            let moment = event.time.time ?? event.time.bounds.by
            while let next = rest.first, next.time.bounds.by < moment { merged.append(rest.removeFirst()) }
            merged.append(event)
        }
        return merged + rest
    }
}
