import ArgumentParser
import EventLedger
import ReleaseModel
import ReportRendering

/// Lists the projects of a ledger.
struct ListProjects: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract:
            "List the projects of the ledger: path, GitLab's number, GitLab, former paths, first and last snapshot.",
        discussion: """
            A project is known by its GitLab and by GitLab's number, so that it stays one project when it is renamed. The \
            first column is what names it in --project, and no other.

            Example:
              release-audit project list --ledger audit.sqlite
              release-audit project list --ledger audit.sqlite --format json
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions

    @Option(name: .long, help: ArgumentHelp("table or json.", valueName: "format"))
    var format = ProjectListFormat.table

    func run() throws {
        messages.apply()
        let ledger = try ledgerOptions.open(for: .reading)
        let (projects, times) = (try ledger.projects(), try ledger.captureTimes())
        switch format {
        case .table:
            let rows = projects.map { row(of: $0, among: projects, times[$0] ?? []).map(\.withoutControls) }
            try StandardOutput.print(ProjectsTable.text(rows, width: Terminal.columns), terminator: "")
        case .json:
            let elements = projects.map { json(of: $0, among: projects, times[$0] ?? []) }
            try StandardOutput.print(CanonicalJSON.array(elements).indentedText)
        }
    }

    private func row(of project: LedgerProject, among all: [LedgerProject], _ times: [CaptureTime]) -> [String] {
        let (number, server) = (project.identity.number, project.identity.server)
        return [
            all.name(of: project), number.map { String($0) } ?? "unknown", server?.description ?? "unknown",
            project.formerPaths.map(\.description).joined(separator: ", "), times.first?.iso8601 ?? "none",
            times.last?.iso8601 ?? "none",
        ]
    }

    private func json(of project: LedgerProject, among all: [LedgerProject], _ times: [CaptureTime]) -> CanonicalJSON {
        let former: [CanonicalJSON] = project.formerPaths.map { .string($0.description) }
        let number: CanonicalJSON = project.identity.number.map { .integer(Int($0)) } ?? .null
        return .object([
            ("first_snapshot", .optional(times.first?.iso8601)), ("former_paths", .array(former)),
            ("last_snapshot", .optional(times.last?.iso8601)), ("log", .string(project.log.description)),
            ("name", .string(all.name(of: project))), ("path", .string(project.path.description)),
            ("project_id", number), ("server", .optional(project.identity.server?.description)),
            ("snapshots", .integer(times.count)),
        ])
    }
}

/// How a list of projects is written.
enum ProjectListFormat: String, CaseIterable, ExpressibleByArgument {
    case table
    case json
}
