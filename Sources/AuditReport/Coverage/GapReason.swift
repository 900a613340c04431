package import ReleaseModel

/// Why snapshots of a gap are missing, as the log says.
package struct GapReason: Sendable, Equatable {
    package let failure: RunFailure
    /// When the first and the last run began that failed so, by the clock of their machine.
    package let first: Instant
    package let last: Instant
    /// In how many of the slots that want a snapshot.
    package let count: Int64

    /// The reasons that the runs of a stretch of slots give, the earliest first.
    static func all(of runs: [FailedRun], in slots: ClosedRange<Int64>, _ cadence: Cadence) -> [GapReason] {
        let runs = runs.filter { slots.contains(cadence.slot(at: $0.startedAt)) }
        let failures = runs.reduce(into: [RunFailure]()) { if !$0.contains($1.failure) { $0.append($1.failure) } }
        return failures.compactMap { failure in
            let times = runs.filter { $0.failure == failure }.map(\.startedAt)
            guard let first = times.min(), let last = times.max() else { return nil }
            return GapReason(failure: failure, first: first, last: last, count: expected(at: times, cadence))
        }
    }

    /// In how many of the slots that want a snapshot some run failed.
    static func explained(by runs: [FailedRun], in slots: ClosedRange<Int64>, _ cadence: Cadence) -> Int64 {
        expected(at: runs.map(\.startedAt).filter { slots.contains(cadence.slot(at: $0)) }, cadence)
    }

    private static func expected(at times: [Instant], _ cadence: Cadence) -> Int64 {
        Set(times.map { cadence.slot(at: $0) }).reduce(0) { $0 + cadence.expected(in: $1...$1) }
    }
}
