import Foundation
import ReleaseModel
import ReleaseSnapshot

/// How the snapshots of one run are read.
struct SnapshotReading: Sendable {
    let statement: SnapshotStatement
    /// Whether the newest modification time of the files is the time of capture.
    let takesModificationTime: Bool
    let memory: RunMemory
    /// After which nothing can have been taken.
    let now: Instant

    /// Reads a snapshot; what the run or the ledger knows is not split again.
    func read(_ source: SnapshotSource) throws -> ReadAnswer {
        let answer = try source.read(try statement(for: source), limits: limits, memory: memory.memory)
        memory.remember(answer)
        return answer
    }

    /// What is dated later than now is not taken in: the ledger could take in nothing before that date.
    private var limits: SnapshotLimits { SnapshotLimits(future: FutureLimit(now: now)) }

    /// Reads and splits a snapshot, also one that looks unchanged.
    func readAndSplit(_ source: SnapshotSource) throws -> ReadAnswer {
        try source.read(try statement(for: source), limits: limits, memory: memory.memory.splittingAlways)
    }

    private func statement(for source: SnapshotSource) throws -> SnapshotStatement {
        guard takesModificationTime else { return statement }
        var statement = statement
        statement.capturedAt = try source.modificationTime
        return statement
    }
}

extension SnapshotSource {
    /// The newest modification time of the files.
    fileprivate var modificationTime: CaptureTime {
        get throws {
            let times = try pages.map(\.path).map { path -> Date in
                do {
                    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
                    return date ?? .distantPast
                } catch {
                    throw Failure(.inputMissing, "\(path): its modification time cannot be read")
                }
            }
            let newest = times.max() ?? .distantPast
            return .instant(Instant(seconds: Int64(newest.timeIntervalSince1970.rounded(.down))))
        }
    }
}
