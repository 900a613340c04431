import EventLedger
import ReleaseModel
import ReleaseSnapshot

/// The snapshots that lie in the folder and are not in the ledger, by the time that their paths tell.
struct WaitingSnapshots {
    private(set) var sources: [SnapshotSource] = []
    /// The projects and groups whose files cannot even be listed.
    private(set) var faults: [(name: String, error: SnapshotError)] = []
    /// By the path of the first file.
    private var owners: [String: String] = [:]

    init(_ branches: [SnapshotTree.Branch], known: [LedgerProject: [CaptureTime]], in ledger: Ledger?) throws {
        for branch in branches {
            // A project's folder may bear any path that it had; another project may have had it, too.
            let projects = branch.project.map { path in known.filter { $0.key.had(path) }.map(\.value) } ?? []
            // What lies in the folder of no project is a group's; each of its projects has the answer's time.
            let stored =
                try projects.count == 1
                ? Set(projects[0])
                : !projects.isEmpty
                    ? []
                    : Set(branch.captureTimes.filter { try ledger?.holdsAnswer(of: branch.name, at: $0) ?? false })
            do {
                for source in try branch.snapshots(where: { $0.map { !stored.contains($0) } ?? true }) {
                    sources.append(source)
                    owners[source.path] = branch.name
                }
            } catch {
                faults.append((branch.name, error))
            }
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
        case .outOfOrder, .conflicting, .entryTooLarge, .otherServer, .formerPath, .severalProjects: true
        case .missing, .notALedger, .newerSchema, .notWritable, .busy, .inputOutput, .unknownProject, .missingDocument,
            .missingAttachment, .damaged, .olderSchema, .abandonedSchema, .inconsistent, .notContinuable:
            false
        }
    }
}
