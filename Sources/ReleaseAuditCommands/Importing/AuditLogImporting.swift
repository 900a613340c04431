import AuditBundle
import AuditLogImport
import EventLedger
import ReleaseModel

/// Stores files of GitLab's audit events, all of them or none.
struct AuditLogImporting {
    let ledger: LedgerOnDemand
    let project: ProjectPath?
    /// GitLab's number of the project, as stated.
    let projectID: Int64?
    let cover: AuditCover?
    let run: RunOfProgram

    /// Reads and stores the files; answers with what became of each, in lines.
    func store(_ paths: [String]) throws -> [String] {
        let files = try paths.map { try AuditFile(path: $0) }
        let known = try knownLogs()
        let assignment = AuditAssignment(
            stated: project, statedID: projectID,
            projects: known.mapValues { log in log.imports.compactMap(\.record.projectID).last }, files: files)
        let prepared = try AuditImports.prepare(files, by: assignment, project: project, cover: cover)
        for (project, imports) in Dictionary(grouping: prepared, by: \.record.project) {
            let new = imports.map { AuditImport(record: $0.record, events: $0.events, ignored: $0.ignored) }
            let log = AuditLog((known[project]?.imports ?? []) + new)
            if let id = log.contradictions.first {
                let file = new.first { $0.events.contains { $0.id.isSame(as: id) } }?.record.fileName
                throw AuditImportError(file: file ?? paths[0], reason: .contradiction(id: id))
            }
        }
        let facts = prepared.map { OfferedFact(.auditImport($0.record), attachments: [$0.content]) }
        let isStored = try ledger.open().append(facts, run: run)
        var ids = known.mapValues { Set($0.events.map(\.id)) }
        return zip(prepared, isStored).flatMap { prepared, isStored -> [String] in
            let repeated = prepared.events.count { ids[prepared.record.project]?.contains($0.id) == true }
            ids[prepared.record.project, default: []].formUnion(prepared.events.map(\.id))
            return prepared.lines(isStored: isStored, known: repeated)
        }
    }

    /// What the ledger tells of the audit logs of its projects, or of the stated one.
    private func knownLogs() throws -> [ProjectPath: AuditLog] {
        guard let existing = ledger.existing else { return [:] }
        var logs: [ProjectPath: AuditLog] = [:]
        for project in try project.map({ [$0] }) ?? existing.projects() {
            logs[project] = try existing.auditLog(of: project)
        }
        return logs
    }
}

extension Ledger {
    /// What was imported of a project's audit log.
    func auditLog(of project: ProjectPath) throws -> AuditLog {
        try AuditLog(of: facts(of: project)) { try attachment($0) }
    }
}

extension AuditImports.Prepared {
    /// What became of the file, and what of its events was not kept.
    fileprivate func lines(isStored: Bool, known: Int) -> [String] {
        let (counts, name) = (record.counts, record.fileName.withoutControls)
        guard isStored else { return ["\(record.project) \(name): already in the ledger, nothing written"] }
        let cover = record.cover.map { cover in
            "covers \(cover.from.iso8601) to \(cover.to.iso8601)"
                + (cover.basis == .stated ? " as stated" : ", from its first event to its last")
        }
        let first =
            "\(record.project) \(name): stored, \(count(counts.kept, "event")) about releases or downloads"
            + (known > 0 ? " (known before: \(known))" : "") + "; \(cover ?? "covers no time")"
        let others = [
            counts.ignored > 0
                ? "  about other things: "
                    + ignored.map { "\($0.name.withoutControls) \($0.count)" }.joined(separator: ", ") : nil,
            counts.elsewhere > 0 ? "  of other projects, groups or users: \(counts.elsewhere)" : nil,
            counts.repeated > 0 ? "  given twice: \(counts.repeated)" : nil,
        ].compactMap { $0 }
        return [first] + others
    }
}
