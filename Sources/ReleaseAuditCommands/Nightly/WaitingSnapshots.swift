import EventLedger
import ReleaseModel
import ReleaseSnapshot

/// The snapshots that lie in the folder and are not in the ledger, by the time that their paths tell.
struct WaitingSnapshots {
    private(set) var sources: [SnapshotSource] = []
    /// The files of snapshots that cannot be read as far as their sidecars go, and whose they are.
    private(set) var faults: [(owner: String, paths: [String], error: SnapshotError)] = []
    /// By the path of the first file.
    private var owners: [String: String] = [:]

    /// - Parameter isSetAside: Whether files were refused for good on an earlier night.
    init(
        _ branches: [SnapshotTree.Branch], known: [ProjectPath: [CaptureTime]], in ledger: Ledger?,
        isSetAside: ([String]) -> Bool
    ) throws {
        for branch in branches {
            let project = branch.project.flatMap { known[$0] }
            // What lies in the folder of no project is a group's; each of its projects has the answer's time.
            let stored =
                try project.map { Set($0) }
                ?? Set(branch.captureTimes.filter { try ledger?.holdsAnswer(of: branch.name, at: $0) ?? false })
            let found = branch.snapshots(where: { $0.map { !stored.contains($0) } ?? true })
            for source in found.sources where !isSetAside(source.pages.map(\.path)) {
                sources.append(source)
                owners[source.path] = branch.name
            }
            for fault in found.faults where !isSetAside(fault.paths) {
                faults.append((branch.name, fault.paths, fault.error))
            }
        }
        // A group's answer and those of its projects are of one history each: what was taken first is stored first.
        let names = Set(owners.values)
        if names.contains(where: { name in names.contains { $0.hasPrefix(name + "/") } }) {
            sources.sort(by: SnapshotSource.isTakenBefore)
        }
    }

    /// The project or group that a snapshot is of.
    func owner(of source: SnapshotSource) -> String { owners[source.path] ?? source.path }
}

extension SnapshotError {
    /// Whether the file may be read the next night: what comes after it must then wait for it.
    var mayPass: Bool {
        if case .input = reason { true } else { false }
    }
}

extension LedgerError {
    /// Whether what was offered is to blame, which will be refused the next night, too.
    var isAboutContent: Bool {
        switch self {
        case .outOfOrder, .conflicting, .entryTooLarge: true
        case .missing, .notALedger, .newerSchema, .notWritable, .writableByOthers, .busy, .inputOutput, .unknownProject,
            .missingDocument, .missingAttachment, .otherContent, .damaged, .olderSchema, .abandonedSchema,
            .inconsistent:
            false
        }
    }
}
