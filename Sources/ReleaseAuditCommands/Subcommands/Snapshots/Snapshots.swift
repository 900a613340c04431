import ArgumentParser
import EventLedger
import ReleaseModel

/// The snapshots that a ledger holds.
struct Snapshots: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, restore and compare the snapshots of a project.",
        subcommands: [ListSnapshots.self, RestoreSnapshots.self, CompareSnapshots.self])
}

extension Ledger {
    /// The snapshot of a time; an error that names its neighbours where there is none.
    func snapshotStated(of project: LedgerProject, at time: CaptureTime) throws -> StoredSnapshot {
        guard let snapshot = try snapshot(of: project, capturedAt: time) else {
            throw Failure(
                .inputMissing, "\(project.path): no snapshot was captured at \(time.iso8601)",
                hint: "list them with 'release-audit snapshots list'")
        }
        return snapshot
    }
}
