import AuditBundle
import AuditLogImport
import EventLedger
import ReleaseModel

/// Takes in files of GitLab's audit events, all of them or none.
struct AuditLogImporting {
    let ledger: LedgerOnDemand
    /// As stated; nil where all projects of the ledger are looked for.
    let stated: LedgerProject?
    /// Its path; also of a project that the ledger does not know yet.
    let project: ProjectPath?
    /// GitLab's number of the project, as stated.
    let projectID: Int64?
    let cover: AuditCover?

    /// What is to be stored, found to agree with what the ledger holds.
    struct Offer {
        fileprivate(set) var imports: [AuditImports.Prepared]
        /// Of the projects whose events are offered.
        fileprivate let known: [ProjectPath: AuditLog]

        /// The same without files that the ledger has already, under whatever name.
        func without(_ records: [AuditImportRecord]) -> Offer {
            var offer = self
            offer.imports.removeAll { new in
                records.contains { $0.fileDigest == new.record.fileDigest && $0.cover == new.record.cover }
            }
            return offer
        }
    }

    /// Makes of files what is to be stored; throws what speaks against it.
    ///
    /// - Parameter earlier: What was offered before, and may not be in the ledger yet.
    func offer(_ files: [AuditFile], after earlier: [AuditImports.Prepared] = []) throws -> Offer {
        let assignment = AuditAssignment(
            stated: project, statedID: projectID, projects: try knownNumbers(), files: files)
        let prepared = try AuditImports.prepare(files, by: assignment, project: project, cover: cover)
        var known: [ProjectPath: AuditLog] = [:]
        for (project, imports) in Dictionary(grouping: prepared, by: \.record.project)
        where imports.contains(where: { !$0.events.isEmpty }) {
            let log = try ledger.existing.map { try self.log(of: project, in: $0) } ?? AuditLog.empty
            let before = log.imports + earlier.filter { $0.record.project == project }.map(\.asImport)
            let new = imports.map(\.asImport)
            if let id = AuditLog(before + new).contradictions.first {
                let file = new.first { $0.events.contains { $0.id.isSame(as: id) } }?.record.fileName
                throw AuditImportError(file: file ?? files[0].path, reason: .contradiction(id: id))
            }
            known[project] = log
        }
        return Offer(imports: prepared, known: known)
    }

    /// Stores what was offered; answers with what became of each file, in lines.
    @discardableResult
    func store(_ offer: Offer, run: RunOfProgram) throws -> [String] {
        let facts = offer.imports.map {
            OfferedFact(.auditImport($0.record), log: stated?.log, attachments: [$0.content])
        }
        let isStored = try ledger.open().append(facts, run: run)
        var ids = offer.known.mapValues { Set($0.events.map(\.id)) }
        return zip(offer.imports, isStored).flatMap { prepared, isStored -> [String] in
            let repeated = prepared.events.count { ids[prepared.record.project]?.contains($0.id) == true }
            ids[prepared.record.project, default: []].formUnion(prepared.events.map(\.id))
            return prepared.lines(isStored: isStored, known: repeated)
        }
    }

    /// The projects that events are looked for of, with GitLab's numbers of them where earlier imports told.
    private func knownNumbers() throws -> [ProjectPath: Int64?] {
        guard let existing = ledger.existing else { return [:] }
        var numbers: [ProjectPath: Int64?] = [:]
        for project in try stated.map({ [$0] }) ?? existing.projects() {
            // Where two projects have one path, its events are of the one seen last; the other must be stated.
            guard try stated != nil || existing.project(project.path) == project else { continue }
            numbers[project.path] = .some(
                try project.identity.number ?? existing.auditImports(of: project).compactMap(\.projectID).last)
        }
        return numbers
    }

    private func log(of project: ProjectPath, in ledger: Ledger) throws -> AuditLog {
        try stated.map { try ledger.auditLog(of: $0) } ?? ledger.auditLog(of: project)
    }
}

extension Ledger {
    /// What was imported of a project's audit log.
    func auditLog(of project: some ProjectReference) throws -> AuditLog {
        try AuditLog(of: facts(of: project)) { try attachment($0) }
    }

    /// The imports of a project's audit log, oldest first, without what they hold.
    func auditImports(of project: some ProjectReference) throws -> [AuditImportRecord] {
        try facts(of: project).compactMap { fact in
            guard case .auditImport(let record) = fact else { return nil }
            return record
        }
    }
}

extension AuditImports.Prepared {
    /// As the ledger will give it back.
    fileprivate var asImport: AuditImport { AuditImport(record: record, events: events, ignored: ignored) }

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
