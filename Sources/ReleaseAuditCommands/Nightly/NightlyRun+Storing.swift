import EventLedger
import ReleaseModel
import ReleaseSnapshot

// Takes up the snapshots that lie in the folder.
extension NightlyRun {
    /// Stores what is not in the ledger yet; throws what concerns the ledger or the folder as a whole.
    func store() async throws {
        let ledger = try LedgerOnDemand(path: plan.ledger)
        known = try ledger.existing?.captureTimes() ?? [:]
        branches = try plan.branches()
        let waiting = try WaitingSnapshots(
            branches.filter { plan.watches($0.name) }, known: known, in: ledger.existing,
            isSetAside: { setAside?.holds($0) ?? false })
        for fault in waiting.faults { refuse(.store, fault.owner, fault.paths, fault.error) }
        let ingestion = try Ingestion(ledger: ledger, statement: SnapshotStatement(), run: run, now: plan.now)
        if report.isRehearsal {
            try await ingestion.read(waiting.sources, label: "read") { source, result in
                do {
                    for record in try result.get().records { try rehearse(record) }
                    report.snapshots += 1
                } catch {
                    refuse(.store, waiting.owner(of: source), source.pages.map(\.path), error)
                }
            }
        } else {
            try await ingestion.store(
                waiting.sources, label: "store", admits: { !delayed.contains(waiting.owner(of: $0)) }
            ) { outcome in
                switch outcome {
                case .stored(let lines): report.snapshots += lines.count
                case .refused(let refusal):
                    let (source, error) = (refusal.source, refusal.error)
                    refuse(.store, waiting.owner(of: source), source.pages.map(\.path), error)
                }
            }
            let before = Set(known.keys)
            known = try ledger.open().captureTimes()
            if !before.isEmpty { tellRenames(since: before) }
        }
        report.projects =
            plan.watched(of: known.keys).count
            + Set(plan.unknown(besides: known.keys)).union(rehearsedTimes.keys).count
        noteMissing()
    }

    /// Tells which projects have another path by now, and where another project has the path of one.
    private func tellRenames(since before: Set<LedgerProject>) {
        for project in known.keys.sorted(by: { $0.log < $1.log }) {
            if let earlier = before.first(where: { $0 == project }) {
                guard earlier.path != project.path else { continue }
                report.renames.append("\(earlier.path): the project was renamed to \(project.path)")
            } else if !project.log.suffix.isEmpty {
                report.renames.append("\(project.path): another project has this path now, \(project.log)")
            }
        }
    }

    /// What the ledger would say of a snapshot if it were to store it.
    private func rehearse(_ record: SnapshotRecord) throws {
        let project = project(of: record)
        let times = project.map { known[$0] ?? [] } ?? rehearsedTimes[record.project] ?? []
        guard !times.contains(record.capturedAt) else { return }
        if let newest = times.last, !record.capturedAt.isAfter(newest) {
            throw LedgerError.outOfOrder(project: record.project, capturedAt: record.capturedAt, newest: newest)
        }
        if let project {
            known[project, default: []].append(record.capturedAt)
        } else {
            rehearsedTimes[record.project, default: []].append(record.capturedAt)
        }
        rehearsed.insert(record.project)
    }

    /// The project that the ledger would take a snapshot for; nil for one that it does not know.
    private func project(of record: SnapshotRecord) -> LedgerProject? {
        let here = known.keys.filter { $0.had(record.project) || record.identity.number != nil }
            .filter { $0.identity.agrees(with: record.identity) }
        if let number = record.identity.number, let same = here.first(where: { $0.identity.number == number }) {
            return same
        }
        return here.filter { $0.path == record.project }.max { last($0) < last($1) }
    }

    private func last(_ project: LedgerProject) -> Instant { known[project]?.last?.latest ?? Instant(seconds: 0) }

    /// Notes whose snapshot of tonight is not there.
    private func noteMissing() {
        for (name, projects) in plan.awaited(of: known.keys) where !collectable.contains(name) {
            let rehearsed = rehearsedTimes.filter { $0.key.description == name || $0.key.isIn(group: name) }
            let newest = (projects.compactMap { known[$0]?.last } + rehearsed.values.compactMap(\.last))
                .max { $0.latest < $1.latest }
            if let newest, newest.latest >= plan.staleBefore { continue }
            let since = newest.map { "since \($0.iso8601)" } ?? "at all"
            report.add(
                .store, name,
                Failure(
                    .inputMissing, "\(name): there is no snapshot \(since)",
                    hint: "see why the job that takes them did not; the night will be named as missing"),
                cause: .missing)
        }
    }
}
