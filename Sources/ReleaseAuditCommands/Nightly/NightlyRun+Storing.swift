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
            known = try ledger.open().captureTimes()
        }
        report.projects = plan.watched(of: known.keys).count
        noteMissing()
    }

    /// What the ledger would say of a snapshot if it were to store it.
    private func rehearse(_ record: SnapshotRecord) throws {
        let times = known[record.project] ?? []
        guard !times.contains(record.capturedAt) else { return }
        if let newest = times.last, !record.capturedAt.isAfter(newest) {
            throw LedgerError.outOfOrder(project: record.project, capturedAt: record.capturedAt, newest: newest)
        }
        known[record.project, default: []].append(record.capturedAt)
        rehearsed.insert(record.project)
    }

    /// Notes whose snapshot of tonight is not there.
    private func noteMissing() {
        for (name, projects) in plan.awaited(of: known.keys) where !collectable.contains(name) {
            let newest = projects.compactMap { known[$0]?.last }.max { $0.latest < $1.latest }
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
