import AuditReport
import EventInference
import EventLedger
import ReleaseModel

extension Report {
    /// Throws where the control totals do not hold: an event was lost or made up.
    ///
    /// Rule sets 1 and 2 lose the deletion of a release whose tag went back to an earlier one, as after a restored backup.
    /// By later ones only a fault of the program can lose any.
    func mustAddUp() throws {
        guard !totals.hold else { return }
        guard parameters.rules.follows3 else {
            throw Failure(
                .difference,
                "\(project): the release roll-forward does not reconcile by rule set \(parameters.rules.version), which "
                    + "misses the deletion of a release that an earlier release of its tag replaced",
                hint: "omit --rules and reports.rules to report by rule set \(RuleSet.newest.version)")
        }
        throw Failure(
            .bug,
            "\(project): the control totals do not hold: opening \(totals.opening) + created \(totals.created) + came into "
                + "sight \(totals.found) - deleted \(totals.deleted) is not closing \(totals.closing)",
            hint: "do not rely on this report; please report this, with the ledger if you may share it")
    }
}

extension Ledger {
    /// What runs could not do for a project, in the order of its log.
    func failedRuns(of project: ProjectPath) throws -> [FailedRun] {
        try facts(of: project).compactMap { fact in
            guard case .run(let run) = fact else { return nil }
            return run.failed
        }
    }
}

/// Reads reports out of a ledger.
struct LedgerView {
    let ledger: Ledger
    /// How much is computed anew before a report is made.
    var depth = Ledger.Depth.log

    /// The report that the parameters ask for; throws what was altered in the ledger, before anything is made of it.
    func report(_ parameters: ReportParameters) throws -> Report {
        try ledger.mustHold(parameters.project, to: depth)
        var builder = ReportBuilder(
            parameters, auditLog: try ledger.auditLog(of: parameters.project),
            evidence: try ledger.evidence(of: parameters.project))
        try ledger.forEachSnapshot(of: parameters.project) { snapshot in
            try builder.add(snapshot.record, snapshot.documents) {
                try Release(decoding: try ledger.bytes(of: $0))
            }
        }
        for receipt in try ledger.receipts(of: parameters.project) { builder.add(receipt) }
        for run in try ledger.failedRuns(of: parameters.project) { builder.add(run) }
        return builder.report()
    }

    /// The project asked for; without one all of them.
    func projects(_ stated: ProjectPath?) throws -> [ProjectPath] {
        if let stated { [stated] } else { try ledger.projects() }
    }

    /// The project asked for, or the only one there is.
    func project(_ stated: ProjectPath?) throws -> ProjectPath {
        let projects = try projects(stated)
        guard let only = projects.first, projects.count == 1 else {
            throw Failure(
                .usage, "the ledger holds \(projects.count) projects; say which one",
                hint: projects.isEmpty
                    ? "store a snapshot with 'release-audit ingest' first"
                    : "--project \(projects.prefix(10).map(\.description).joined(separator: " | "))")
        }
        return only
    }
}
