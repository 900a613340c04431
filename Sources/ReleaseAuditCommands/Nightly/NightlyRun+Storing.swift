import EventLedger
import ReleaseModel
import ReleaseSnapshot

// Takes up the snapshots that lie in the folder.
extension NightlyRun {
    /// Stores what is not in the ledger yet; throws what concerns the ledger or the folder as a whole.
    func store() async throws {
        let ledger = try LedgerOnDemand(path: plan.ledger)
        var known = try ledger.existing?.captureTimes() ?? [:]
        let waiting = try WaitingSnapshots(plan, known: known)
        for fault in waiting.faults { refuse(fault.name, fault.error) }
        let ingestion = try Ingestion(ledger: ledger, statement: SnapshotStatement(), run: run)
        if report.isRehearsal {
            try await ingestion.read(waiting.sources, label: "read") { source, result in
                do {
                    for record in try result.get().records { try rehearse(record, &known) }
                    report.snapshots += 1
                } catch {
                    refuse(waiting.owner(of: source), error)
                }
            }
        } else {
            try await ingestion.store(
                waiting.sources, label: "store", admits: { !delayed.contains(waiting.owner(of: $0)) }
            ) { outcome in
                switch outcome {
                case .stored(let lines): report.snapshots += lines.count
                case .refused(let refusal): refuse(waiting.owner(of: refusal.source), refusal.error)
                }
            }
            known = try ledger.open().captureTimes()
        }
        report.projects = plan.watched(of: known.keys).count
        noteMissing(known)
    }

    /// Notes a snapshot that was not stored.
    ///
    /// One that is no snapshot, or comes too late, is left where it is, and those after it are stored. One that cannot be
    /// read may be whole the next night.
    private func refuse(_ owner: String, _ error: any Error) {
        if (error as? SnapshotError)?.mayPass == true { delayed.insert(owner) }
        report.add(.store, owner, error)
    }

    /// What the ledger would say of a snapshot if it were to store it.
    private func rehearse(_ record: SnapshotRecord, _ known: inout [ProjectPath: [CaptureTime]]) throws {
        let times = known[record.project] ?? []
        guard !times.contains(record.capturedAt) else { return }
        if let newest = times.last, !record.capturedAt.isAfter(newest) {
            throw LedgerError.outOfOrder(project: record.project, capturedAt: record.capturedAt, newest: newest)
        }
        known[record.project, default: []].append(record.capturedAt)
    }

    /// Notes whose snapshot of tonight is not there.
    private func noteMissing(_ known: [ProjectPath: [CaptureTime]]) {
        for (name, projects) in plan.awaited(of: known.keys) where !collectable.contains(name) {
            let newest = projects.compactMap { known[$0]?.last }.max { $0.latest < $1.latest }
            if let newest, newest.latest >= plan.staleBefore { continue }
            let since = newest.map { "since \($0.iso8601)" } ?? "at all"
            report.add(
                .store, name,
                Failure(
                    .inputMissing, "\(name): there is no snapshot \(since)",
                    hint: "see why the job that takes them did not; the night will be named as missing"))
        }
    }
}
