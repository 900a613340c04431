import ArgumentParser
import EventLedger
import ReleaseModel

/// What can be shown of the log of a project.
struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign, prove and hand over the log of a project.",
        subcommands: [SignCheckpoint.self, ProveLog.self, ExportLog.self, VerifyLog.self, ShowLogKey.self])
}

/// Which project of which ledger.
struct ProjectOptions: ParsableArguments {
    @OptionGroup var ledgerOptions: LedgerOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The full path of the GitLab project. Default: the only one in the ledger.", valueName: "path"))
    var project: ProjectPath?

    /// Opens the ledger and settles the project.
    func open(for access: Ledger.Access) throws -> (ledger: Ledger, project: ProjectPath) {
        let ledger = try ledgerOptions.open(for: access)
        return (ledger, try LedgerView(ledger: ledger).project(project))
    }
}

extension Ledger {
    /// The checkpoint signed last; an error that says what to do where there is none.
    func signedCheckpoint(of project: ProjectPath) throws -> StoredCheckpoint {
        guard let stored = try newestCheckpoint(of: project) else {
            throw Failure(
                .inputMissing, "\(project): no checkpoint of its log was ever signed",
                hint: "sign one with 'release-audit log checkpoint --key log.key'")
        }
        return stored
    }

    /// The newest checkpoint by a key; without one, the newest where all are by one key.
    func signedCheckpoint(of project: ProjectPath, by key: LogVerifierKey?) throws -> StoredCheckpoint {
        guard let key else {
            let keys = Set(try checkpoints(of: project).map(\.key.description)).sorted()
            guard keys.count < 2 else {
                throw Failure(
                    .permission,
                    "\(project): the ledger holds checkpoints by several keys: \(keys.joined(separator: ", "))",
                    hint: "name the one that is yours with --log-vkey, or sign with --log-key")
            }
            return try signedCheckpoint(of: project)
        }
        guard let stored = try newestCheckpoint(of: project, signedBy: key) else {
            throw Failure(
                .inputMissing, "\(project): no checkpoint of its log was signed by \(key.forLog(of: project))",
                hint: "sign one with 'release-audit log checkpoint --key log.key'; a checkpoint by another key is none")
        }
        return stored
    }
}
