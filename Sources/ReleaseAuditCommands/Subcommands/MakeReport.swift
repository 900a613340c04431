import ArgumentParser
import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering

/// Renders the report on one project, or on every project of the ledger with an index over them.
struct MakeReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Render the report on a project, or on all, as HTML, Markdown and XML.",
        discussion: """
            All formats say the same. Each file is written beside its final name and renamed when it is whole. \
            The same ledger and options give the same bytes on every machine. With a key, a .sig goes beside each file, \
            for 'ssh-keygen -Y verify -n release-audit-report', and the XML carries a signature of its own. \
            With --open the desktop shows report.html, with --all index.html; where there is no desktop, a warning says so.

            With --all each project gets a folder of its own, and index.html, index.md and index.xml beside them say of each \
            project which days were watched, its totals, events and exceptions, and the digests of its report's files. A \
            report that cannot be made is said to be missing, and decides the exit code; all others are made.

            Example:
              release-audit report --ledger audit.sqlite --project group/app --period 2026-Q1 --output report/
              release-audit report --ledger audit.sqlite --output report/ --key report.key --certificate report.pem
              release-audit report --ledger audit.sqlite --all --period 2026-Q1 --output reports/
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var periodOptions: PeriodOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The full path of the GitLab project. Default: the only one in the ledger.", valueName: "path"))
    var project: ProjectPath?

    @Flag(name: .long, help: "Report on every project of the ledger, with an index over all of them.")
    var all = false

    @Option(
        name: [.long, .short], help: ArgumentHelp("The folder for the reports; made if missing.", valueName: "folder"))
    var output: String

    @Option(
        name: .long, help: ArgumentHelp("html, markdown, xml, separated by commas. Default: all.", valueName: "list"))
    var format = ReportFormats(all: ())

    @Flag(name: .long, help: "Open report.html with the browser of the desktop, by xdg-open.")
    var open = false

    @OptionGroup var templateOptions: TemplateOptions

    @OptionGroup var signing: SigningOptions

    func validate() throws {
        if all, project != nil { throw ValidationError("--all and --project cannot be used together") }
        guard !open || format.list.contains(.html) else {
            throw ValidationError("--open shows the HTML, which --format leaves out")
        }
    }

    func run() async throws {
        messages.apply()
        var settings = try ledgerOptions.settings()
        signing.lay(over: &settings)
        periodOptions.lay(over: &settings)
        templateOptions.lay(over: &settings)
        let signer = try SigningSettings(settings: settings).signer(at: WallClock.now)
        if let warning = signer?.warning { Console.shared.warn(warning) }
        let view = LedgerView(ledger: try ledgerOptions.open(for: .reading), depth: signer == nil ? .log : .everything)
        let writing = ReportWriting(templates: try settings.templates, formats: format.list, signer: signer)
        let parameters = { [settings] project in
            var parameters = periodOptions.parameters(for: project, period: periodOptions.period, settings)
            parameters.brand = writing.templates.brand?.digests ?? []
            return parameters
        }
        guard !all else {
            let portfolio = PortfolioWriting(
                view: view, writing: writing, output: output, parameters: parameters, failOn: periodOptions.failOn)
            return try await portfolio.write { show(ReportFormat.html.indexFileName) }
        }
        let project = try view.project(project)
        let report = try view.report(parameters(project))
        guard !report.snapshots.isEmpty else {
            throw Failure(
                .badInput, "\(project): no snapshot lies in or before the period",
                hint: "list what there is with 'release-audit events --project \(project)'")
        }
        let progress = RenderingProgress(of: report, as: format.list)
        _ = try await writing.write(report, to: OutputFolder(output), progress) { progress.step() }
        try report.mustAddUp()
        show(ReportFormat.html.fileName)
        if periodOptions.failOn?.isMet(by: report) == true { throw EndedWithFindings() }
    }

    /// Shows a page on the desktop, where that is asked for.
    private func show(_ page: String) {
        if open, let warning = ReportViewing(folder: output, name: page).start() { Console.shared.warn(warning) }
    }
}

/// The formats named on the command line, each once, in a fixed order.
struct ReportFormats: ExpressibleByArgument {
    let list: [ReportFormat]

    init(all: Void) {
        list = ReportFormat.allCases
    }

    init?(argument: String) {
        let names = argument.split(separator: ",").map { ReportFormat(rawValue: String($0)) }
        guard !names.isEmpty, !names.contains(nil) else { return nil }
        list = ReportFormat.allCases.filter { names.contains($0) }
    }

    var defaultValueDescription: String { list.map(\.rawValue).joined(separator: ",") }
}
