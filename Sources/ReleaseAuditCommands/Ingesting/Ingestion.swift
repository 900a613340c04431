import AuditReport
import EventLedger
import ReleaseModel
import ReleaseSnapshot

/// Stores snapshots in order: reads ahead on all cores, and writes many in one transaction.
struct Ingestion {
    private let ledger: LedgerOnDemand
    private let reading: SnapshotReading
    private let run: RunOfProgram

    /// What became of some of the snapshots.
    enum Outcome {
        /// For each answer what became of its snapshots, in words.
        case stored([[String]])
        /// One was refused; those after it have not been looked at yet.
        case refused(IngestBatch.Refusal)
    }

    init(
        ledger: LedgerOnDemand, statement: SnapshotStatement, takesModificationTime: Bool = false,
        run: RunOfProgram = .now, now: Instant = WallClock.latest
    ) throws {
        self.ledger = ledger
        reading = SnapshotReading(
            statement: statement, takesModificationTime: takesModificationTime,
            memory: try RunMemory(ledger.existing), now: now)
        self.run = run
    }

    /// Reads and stores; hands over each outcome, and stops where that throws.
    ///
    /// Throws what the disk or the ledger as a whole throws.
    ///
    /// - Parameter admits: Asked of each snapshot before it is stored, once what came of those before is known.
    func store(
        _ sources: [SnapshotSource], label: String, admits: (SnapshotSource) -> Bool = { _ in true },
        _ report: (Outcome) throws -> Void
    ) async throws {
        var progress = Progress(label, total: sources.count)
        defer { progress.clear() }
        var batch = IngestBatch()
        func storeBatch() throws {
            while !batch.isEmpty {
                let (lines, refusal) = try batch.store(in: ledger.open(), run: run) {
                    try reading.readAndSplit($0)
                }
                progress.clear()
                try report(.stored(lines))
                if let refusal { try report(.refused(refusal)) }
            }
        }
        let reading = reading
        try await ReadAhead.forEach(sources, read: { try reading.read($0) }) { index, result in
            progress.show(index)
            switch result {
            case .success(let answer): if admits(sources[index]) { batch.add(sources[index], answer) }
            case .failure(let error):
                try storeBatch()
                progress.clear()
                try report(.refused(IngestBatch.Refusal(source: sources[index], error: error)))
            }
            if batch.isFull { try storeBatch() }
        }
        try storeBatch()
    }
}

extension Ingestion {
    /// Reads without storing; hands over what came of each, in order.
    func read(
        _ sources: [SnapshotSource], label: String,
        _ report: (SnapshotSource, Result<ReadAnswer, any Error>) throws -> Void
    ) async throws {
        var progress = Progress(label, total: sources.count)
        defer { progress.clear() }
        let reading = reading
        try await ReadAhead.forEach(sources, read: { try reading.read($0) }) { index, result in
            progress.show(index)
            try report(sources[index], result)
        }
    }
}

extension RunOfProgram {
    /// The run that begins now.
    static var now: RunOfProgram {
        RunOfProgram(startedAt: WallClock.now, tool: ToolVersion.identity.label, runBy: RunBy.stated)
    }
}
