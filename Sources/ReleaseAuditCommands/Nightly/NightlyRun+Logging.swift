import AuditReport
import EventLedger
import ReleaseModel

// Leaves in the log of a project what tonight could not be done for it.
extension NightlyRun {
    /// Logs why there is no snapshot of tonight, for each project of the ledger that has none.
    func logMissingSnapshots() throws {
        let (cadence, now) = (plan.settings.cadence, plan.now)
        let faults = report.faults.filter { $0.stage == .collect || $0.stage == .store }
        try log(
            plan.watched(of: known.keys).compactMap { project in
                guard let newest = known[project]?.last,
                    cadence.slot(at: newest.latest) < cadence.slot(at: now),
                    let fault = faults.first(where: { $0.concerns(project) })
                else { return nil }
                return (project, fault.asLogged(.snapshot))
            })
    }

    /// Logs why projects that their group's list does not show any more have no list of their own: the status with which
    /// GitLab refused it.
    ///
    /// Likewise of which projects the token may no longer read all audit events.
    func logFacts() throws {
        let lost = RunFailure(attempted: .auditEvents, cause: .notUsable, exitCode: 0)
        try log(rightsLost.filter { known[$0] != nil }.map { ($0, lost) })
        let refused = absences.filter { known[$0.project] != nil }
        try log(
            refused.map { project, status in
                (
                    project,
                    RunFailure(attempted: .snapshot, cause: .refused, status: status, exitCode: 0)
                )
            })
    }

    /// Logs how many bundles of each project wait to be archived, and why.
    ///
    /// - Parameter waiting: The projects whose bundles wait, once for each.
    func logWaiting(_ waiting: [ProjectPath]) throws {
        let faults = report.faults.filter { $0.stage == .archive }
        let counts = Dictionary(waiting.map { ($0, 1) }, uniquingKeysWith: +)
        try log(
            counts.sorted { $0.key < $1.key }.compactMap { project, count in
                guard let fault = faults.first(where: { $0.concerns(project) }) else { return nil }
                return (project, fault.asLogged(.archive, waiting: count))
            })
    }

    /// Adds the entries, but for those that the log has already of the same stretch of time.
    private func log(_ failures: [(ProjectPath, RunFailure)]) throws {
        guard !failures.isEmpty, !report.isRehearsal else { return }
        let ledger = try Ledger(path: plan.ledger, for: .writing)
        let cadence = plan.settings.cadence
        let new = try failures.filter { project, failure in
            let last = try ledger.failedRuns(of: project).last { $0.failure.attempted == failure.attempted }
            guard let last, last.failure == failure else { return true }
            return cadence.slot(at: last.startedAt) != cadence.slot(at: plan.now)
        }
        _ = try ledger.append(
            new.map { project, failure in OfferedFact(.run(run.record(for: project, failed: failure))) }, run: run)
    }
}
