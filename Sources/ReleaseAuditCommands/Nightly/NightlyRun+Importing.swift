import AuditLogImport
import EventLedger
import ReleaseModel
import ReleaseSnapshot

// Takes up the audit events that were collected, or that another job left beside the snapshots.
extension NightlyRun {
    /// Imports what is not in the ledger yet, of each project that the ledger knows; throws what concerns all of them.
    func importAuditEvents() throws {
        let ledger = try LedgerOnDemand(path: plan.ledger)
        var progress = Progress("import", total: branches.count)
        defer { progress.clear() }
        for (number, branch) in branches.enumerated() {
            progress.show(number)
            guard let project = branch.project, known[project] != nil, plan.watches(branch.name),
                branch.holds(.auditEvents)
            else { continue }
            do {
                try importAuditEvents(of: project, in: branch, ledger)
            } catch {
                progress.clear()
                refuse(.importing, branch.name, error)
            }
        }
    }

    /// Imports the files of each snapshot, all of them or none; those of one do not stop those of another.
    private func importAuditEvents(
        of project: ProjectPath, in branch: SnapshotTree.Branch, _ ledger: LedgerOnDemand
    ) throws {
        let importing = AuditLogImporting(ledger: ledger, project: project, projectID: nil, cover: nil)
        let records = try ledger.existing?.auditImports(of: project) ?? []
        let names = Set(records.map(\.fileName))
        var offered: [AuditImports.Prepared] = []
        for files in try branch.files(of: .auditEvents, where: { !names.contains($0.name) }) {
            do {
                let read = try files.map { try AuditFile(path: $0.path, named: $0.name) }
                let offer = try importing.offer(read, after: offered).without(records)
                if !report.isRehearsal { try importing.store(offer, run: run) }
                offered += offer.imports
            } catch {
                refuse(.importing, branch.name, error)
            }
        }
        report.auditEventFiles += offered.count
    }
}
