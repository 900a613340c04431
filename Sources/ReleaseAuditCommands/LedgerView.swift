import AuditReport
import EventLedger
import ReleaseModel

extension Report {
    /// Throws where the control totals do not hold: an event was lost or made up, which only a fault of the program can do.
    func mustAddUp() throws {
        guard !totals.hold else { return }
        throw Failure(
            .bug,
            "\(project): the control totals do not hold: opening \(totals.opening) + created \(totals.created) + came into "
                + "sight \(totals.found) - deleted \(totals.deleted) is not closing \(totals.closing)",
            hint: "do not rely on this report; please report this, with the ledger if you may share it")
    }
}

extension Ledger {
    /// What runs could not do for a project, in the order of its log.
    func failedRuns(of project: some ProjectReference) throws -> [FailedRun] {
        try facts(of: project).compactMap { fact in
            guard case .run(let run) = fact else { return nil }
            return run.failed
        }
    }
}

/// Reads reports out of a ledger.
struct LedgerView {
    let ledger: Ledger

    /// The report that the parameters ask for.
    func report(_ parameters: ReportParameters, of project: LedgerProject) throws -> Report {
        let facts = try ledger.facts(of: project)
        var builder = ReportBuilder(
            parameters, auditLog: try ledger.auditLog(of: project), evidence: try ledger.evidence(of: project),
            renames: facts.renames)
        try ledger.forEachSnapshot(of: project) { snapshot in
            try builder.add(snapshot.record, snapshot.documents) {
                try Release(decoding: try ledger.bytes(of: $0))
            }
        }
        for fact in facts {
            switch fact {
            case .archiveReceipt(let receipt): builder.add(receipt)
            case .run(let run): run.failed.map { builder.add($0) }
            case .pathReused(let reuse): builder.add(reuse)
            case .snapshot, .auditImport, .evidenceFile, .projectRenamed: break
            }
        }
        return builder.report()
    }

    /// The project asked for; without one all of them.
    func projects(_ stated: ProjectName?) throws -> [LedgerProject] {
        if let stated { [try ledger.project(named: stated)] } else { try ledger.projects() }
    }

    /// The project asked for, or the only one there is.
    func project(_ stated: ProjectName?) throws -> LedgerProject {
        let projects = try projects(stated)
        guard let only = projects.first, projects.count == 1 else {
            throw Failure(
                .usage, "the ledger holds \(projects.count) projects; say which one",
                hint: projects.isEmpty
                    ? "store a snapshot with 'release-audit ingest' first"
                    : "--project \(projects.prefix(10).map { projects.name(of: $0) }.joined(separator: " | "))")
        }
        return only
    }

    /// The path that a project had at the end of a period: what the report on it is called by, whenever it is made.
    func path(of project: LedgerProject, in period: Period?) throws -> ProjectPath {
        try ledger.path(of: project, before: period?.end)
    }
}
