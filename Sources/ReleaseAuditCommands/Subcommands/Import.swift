import ArgumentParser
import AuditLogImport
import AuditReport
import EventLedger
import ReleaseModel

/// Stores GitLab's audit events in the ledger.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Store GitLab's audit events, which tell who changed a release.",
        discussion: """
            A FILE is an answer of the Audit Events API (of the project, its group or the instance), the CSV export of the \
            instance, or streamed events, one a line. Events about releases and downloads are kept, without e-mail and IP \
            addresses; all others are counted by name. Events are told apart by id, so that files may overlap. All files \
            are stored or none.

            An event is of the project that its entity path names. With --project, events without a path are of that \
            project if all of them bear one number. Without it, each project of the ledger gets its own.

            That a change is missing in the audit log can only be said for time that the imports cover: from the first \
            event of a file to its last, or what --covers states. State it only for files that hold all events of that time. \
            Files that 'collect' kept need no --covers: NAME.meta.json beside them states it.

            Example:
              release-audit import --ledger audit.sqlite --project group/app --covers 2026-01-01..2026-04-01 events.json
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The full path of the GitLab project. Default: all of the ledger that the events name.", valueName: "path"))
    var project: ProjectPath?

    @Option(
        name: .long,
        help: ArgumentHelp("GitLab's number of the project, for events that name no path.", valueName: "number"))
    var projectID: Int64?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The time of which each file holds all events: 2026-Q1 or FROM..TO, in UTC.", valueName: "period"))
    var covers: Period?

    @Argument(help: ArgumentHelp("Files of audit events.", valueName: "file"))
    var files: [String]

    func validate() throws {
        if projectID != nil, project == nil { throw ValidationError("--project-id needs --project") }
    }

    func run() throws {
        messages.apply()
        let importing = AuditLogImporting(
            ledger: try LedgerOnDemand(path: try ledgerOptions.path), project: project, projectID: projectID,
            cover: covers.map { AuditCover(from: $0.start, to: $0.end, basis: .stated) })
        let offer = try importing.offer(try files.map { try AuditFile(path: $0) })
        for line in try importing.store(offer, run: .now) { try StandardOutput.print(line) }
    }
}
