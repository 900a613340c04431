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
    /// That two imports tell an event differently speaks against neither: whichever came first must not shut the other out. Both
    /// are stored, and the report shows both.
    ///
    /// - Parameter earlier: What was offered before, and may not be in the ledger yet.
    func offer(_ files: [AuditFile], after earlier: [AuditImports.Prepared] = []) throws -> Offer {
        let assignment = AuditAssignment(
            stated: project, statedID: projectID, projects: try knownNumbers(), files: files)
        let prepared = try AuditImports.prepare(files, by: assignment, project: project, cover: cover)
        var known: [ProjectPath: AuditLog] = [:]
        for (project, imports) in Dictionary(grouping: prepared, by: \.record.project)
        where imports.contains(where: { !$0.events.isEmpty }) {
            let stored = try ledger.existing.map { try log(of: project, in: $0).imports } ?? []
            let offered = earlier.filter { $0.record.project == project }.map(\.asImport)
            known[project] = AuditLog(stored + offered)
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
        var known: [ProjectPath: ByText<AuditEvent>] = offer.known.mapValues { log in
            ByText(log.events.map { ($0.id, $0) })
        }
        return zip(offer.imports, isStored).flatMap { prepared, isStored -> [String] in
            let project = prepared.record.project
            var (repeated, contradicting) = (0, [String]())
            for event in prepared.events {
                guard let first = known[project]?[event.id] else {
                    known[project, default: ByText()][event.id] = event
                    continue
                }
                repeated += 1
                if !first.saysTheSame(as: event) { contradicting.append(event.id) }
            }
            return prepared.lines(isStored: isStored, known: repeated, contradicting: contradicting)
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
    fileprivate func lines(isStored: Bool, known: Int, contradicting: [String]) -> [String] {
        let (counts, name) = (record.counts, record.fileName.description.withoutControls)
        guard isStored else { return ["\(record.project) \(name): already in the ledger, nothing written"] }
        let first =
            "\(record.project) \(name): stored, \(count(counts.kept, "event")) about releases, downloads or the project"
            + (known > 0 ? " (known before: \(known))" : "") + "; \(record.coverWords)"
        let others = [
            counts.ignored > 0
                ? "  about other things: "
                    + ignored.map { "\($0.name.withoutControls) \($0.count)" }.joined(separator: ", ") : nil,
            counts.elsewhere > 0 ? "  of other projects, groups or users: \(counts.elsewhere)" : nil,
            counts.repeated > 0 ? "  given twice: \(counts.repeated)" : nil,
            record.claim.map { claim in
                "  not proved for \(claim.from.iso8601) to \(claim.to.iso8601): \(claim.words)"
            },
            contradicting.isEmpty
                ? nil
                : "  contradicts an earlier account of \(count(contradicting.count, "event")): "
                    + contradicting.prefix(5).map(\.withoutControls).joined(separator: ", ")
                    + (contradicting.count > 5 ? " and others" : "")
                    + "; both accounts are kept, and the earlier one counts",
        ].compactMap { $0 }
        return [first] + others
    }
}

extension AuditImportRecord {
    /// Which time the file covers, and how that is known.
    fileprivate var coverWords: String {
        guard let cover else { return "covers no time" }
        let span = "covers \(cover.from.iso8601) to \(cover.to.iso8601)"
        return switch cover.basis {
        case .stated: "\(span) as stated"
        case .events: "\(span), from its first event to its last"
        case .proved(let proof): "\(span), proved by \(proof.file.withoutControls)"
        }
    }
}

extension AuditClaim {
    fileprivate var words: String {
        switch reason {
        case .noProof: "the sidecar names no proof that the token may see all audit events"
        case .proofMissing: "the file that the sidecar names as proof does not exist or has another digest"
        case .proofDoesNotShow:
            "the file that the sidecar names as proof does not show the right to see all audit events"
        }
    }
}
