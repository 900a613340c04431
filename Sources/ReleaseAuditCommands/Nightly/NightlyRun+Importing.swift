import AuditLogImport
import EventLedger
import ReleaseEvidence
import ReleaseModel
import ReleaseSnapshot

// Takes up the audit events and evidence files that were collected, or that another job left beside the snapshots.
extension NightlyRun {
    /// Imports what is not in the ledger yet, of each project that the ledger knows; throws what concerns all of them.
    func importCollected() throws {
        let ledger = try LedgerOnDemand(path: plan.ledger)
        var progress = Progress("import", total: branches.count)
        defer { progress.clear() }
        for (number, branch) in branches.enumerated() where plan.watches(branch.name) {
            progress.show(number)
            do {
                try importAuditEvents(in: branch, ledger)
                try importEvidence(in: branch, ledger)
            } catch {
                refuse(.importing, branch.name, [], error)
            }
        }
    }

    /// Imports the audit events beside each snapshot, all of them or none; those of one do not stop those of another.
    private func importAuditEvents(in branch: SnapshotTree.Branch, _ ledger: LedgerOnDemand) throws {
        guard branch.holds(.auditEvents), let project = branch.project, known[project] != nil else { return }
        let importing = AuditLogImporting(ledger: ledger, project: project, projectID: nil, cover: nil)
        let records = try ledger.existing?.auditImports(of: project) ?? []
        let names = Set(records.map(\.fileName.description))
        var offered: [AuditImports.Prepared] = []
        for files in try branch.files(of: .auditEvents, where: { !names.contains($0.name) })
        where setAside?.holds(files.map(\.path)) != true {
            do {
                let read = try files.map { try AuditFile(path: $0.path, named: $0.name) }
                let offer = try importing.offer(read, after: offered).without(records)
                if !report.isRehearsal { try importing.store(offer, run: run) }
                offered += offer.imports
            } catch {
                refuse(.importing, branch.name, files.map(\.path), error)
            }
        }
        report.auditEventFiles += offered.count
    }

    /// Imports evidence files; of a group's, each for the project that its sidecar names.
    private func importEvidence(in branch: SnapshotTree.Branch, _ ledger: LedgerOnDemand) throws {
        guard branch.holds(.evidence) else { return }
        let project = branch.project.flatMap { known[$0] == nil ? nil : $0 }
        let projects = project.map { [$0] } ?? known.keys.filter { $0.description.hasPrefix("\(branch.name)/") }
        guard !projects.isEmpty else { return }
        let importing = EvidenceImporting(ledger: ledger, project: project)
        let names = Set(
            try projects.flatMap { try ledger.existing?.evidenceFiles(of: $0) ?? [] }.map(\.fileName.description))
        var offered: [EvidenceFileRecord] = []
        func take(_ files: [CollectedFile]) throws {
            let read = try files.map { try EvidenceFile(path: $0.path, named: $0.name) }
            let offer = try importing.offer(read, after: offered)
            if !report.isRehearsal { try importing.store(offer, run: run) }
            offered += offer.new
        }
        for files in try branch.files(of: .evidence, where: { !names.contains($0.name) }) {
            // One that is refused stops none of the others; together they are read faster.
            if (try? take(files)) != nil { continue }
            for file in files where setAside?.holds([file.path]) != true {
                do {
                    try take([file])
                } catch let error as EvidenceFileError where waitsForSnapshot(error) {
                    report.evidenceFiles += 1
                } catch {
                    refuse(.importing, branch.name, [file.path], error)
                }
            }
        }
        report.evidenceFiles += offered.count
    }

    /// Whether evidence is of a release that a snapshot may show which a rehearsal has not stored.
    private func waitsForSnapshot(_ error: EvidenceFileError) -> Bool {
        guard case .unknownRelease(_, let project) = error.reason else { return false }
        return rehearsed.contains(project)
    }
}

extension Ledger {
    /// The evidence files that were imported for a project, oldest first.
    fileprivate func evidenceFiles(of project: ProjectPath) throws -> [EvidenceFileRecord] {
        try facts(of: project).compactMap { fact in
            guard case .evidenceFile(let record) = fact else { return nil }
            return record
        }
    }
}
