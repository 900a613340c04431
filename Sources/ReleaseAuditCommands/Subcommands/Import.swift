import ArgumentParser
import AuditLogImport
import AuditReport
import EventLedger
import ReleaseEvidence
import ReleaseModel

/// Stores GitLab's audit events and release evidence in the ledger.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Store GitLab's audit events, which tell who changed a release, and its release evidence.",
        discussion: """
            A FILE is an answer of the Audit Events API (of the project, its group or the instance), the CSV export of the \
            instance, streamed events (as they are, in entries of a Google Cloud log, or as S3 objects), or audit_json.log of a \
            self-managed GitLab. Events about releases, downloads and the project itself are kept, without e-mail and IP \
            addresses; all others are counted by name. Events are told apart by id, so that files may overlap. All files \
            are stored or none.

            An event is of the project that its entity path names. With --project, events without a path are of that \
            project if all of them bear one number. Without it, each project of the ledger gets its own.

            An event counts as missing only in time that the imports cover: what --covers states, or what 'collect' proved. \
            State it only for files that hold all events of that time: GitLab shows accounts below Maintainer their own \
            events alone, and an export keeps the filters of its view. Files that 'collect' kept need no --covers where \
            NAME.meta.json beside them names a proof of the token's right.

            The first account of an event counts. A later one that differs is stored as well, and reports show both.

            With --evidence, GitLab's own record of releases is stored as well: the JSON files that the evidence links lead \
            to, byte for byte. In a folder that 'collect' filled they are found by themselves; in another, every .json \
            file is one. A report compares each with the release as the snapshots around it show it.

            Examples:
              release-audit import --ledger audit.sqlite --project group/app --covers 2026-01-01..2026-04-01 events.json
              release-audit import --ledger audit.sqlite --evidence snapshots
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var newLedger: NewLedgerOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A path that the GitLab project has or had, or PATH#NUMBER. Default: all of the ledger that the events name.",
            valueName: "path"))
    var project: ProjectName?

    @Option(
        name: .long,
        help: ArgumentHelp("GitLab's number of the project, for events that name no path.", valueName: "number"))
    var projectID: Int64?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The time of which each file holds all events: 2026-Q1 or FROM..TO, in UTC.", valueName: "period"))
    var covers: Period?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A folder with files of release evidence, or one such file; repeatable.", valueName: "folder"))
    var evidence: [String] = []

    @Argument(help: ArgumentHelp("Files of audit events.", valueName: "file"))
    var files: [String] = []

    func validate() throws {
        if files.isEmpty, evidence.isEmpty { throw ValidationError("Missing expected argument '<file> ...'") }
        if files.isEmpty, covers != nil { throw ValidationError("--covers needs files of audit events") }
        if projectID != nil, project == nil { throw ValidationError("--project-id needs --project") }
    }

    func run() throws {
        messages.apply()
        try newLedger.mustAllowNew(ledgerOptions)
        let ledger = try LedgerOnDemand(path: try ledgerOptions.path)
        let run = RunOfProgram.now
        let stated = try project.flatMap { name in try ledger.existing?.known(name) }
        let path = stated?.path ?? project?.path
        if !files.isEmpty {
            let importing = AuditLogImporting(
                ledger: ledger, stated: stated, project: path, projectID: projectID,
                cover: covers.map { AuditCover(from: $0.start, to: $0.end, basis: .stated) })
            let offer = try importing.offer(try files.map { try AuditFile(path: $0) })
            for line in try importing.store(offer, run: run) { try StandardOutput.print(line) }
        }
        if !evidence.isEmpty {
            let importing = EvidenceImporting(ledger: ledger, stated: stated, project: path)
            let paths = try evidence.flatMap { try EvidenceFolder.files(in: $0) }
            let offer = try importing.offer(try paths.map { try EvidenceFile(path: $0) })
            for line in try importing.store(offer, run: run) { try StandardOutput.print(line) }
        }
    }
}

extension Ledger {
    /// The project of a name; nil where the ledger knows none.
    fileprivate func known(_ name: ProjectName) throws -> LedgerProject? {
        do {
            return try project(named: name)
        } catch LedgerError.unknownProject {
            return nil
        }
    }
}
