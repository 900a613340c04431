import ArgumentParser
import AuditReport
import EventInference
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

/// Renders the report on one project.
struct MakeReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Render the report on a project as HTML, Markdown and XML.",
        discussion: """
            All formats say the same. Each file is written beside its final name and renamed when it is whole. \
            The same ledger and options give the same bytes on every machine. With a key, a .sig goes beside each file, \
            for 'ssh-keygen -Y verify -n release-audit-report', and the XML carries a signature of its own. \
            With --open the desktop shows report.html; where there is no desktop, a warning says so.

            Example:
              release-audit report --ledger audit.sqlite --project group/app --period 2026-Q1 --output report/
              release-audit report --ledger audit.sqlite --output report/ --key report.key --certificate report.pem
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var periodOptions: PeriodOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The full path of the GitLab project. Default: the only one in the ledger.", valueName: "path"))
    var project: ProjectPath?

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
        guard !open || format.list.contains(.html) else {
            throw ValidationError("--open shows report.html, which --format leaves out")
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
        let view = LedgerView(ledger: try ledgerOptions.open(for: .reading))
        let project = try view.project(project)
        let report = try view.report(
            periodOptions.parameters(for: project, period: periodOptions.period, settings))
        guard !report.snapshots.isEmpty else {
            throw Failure(
                .badInput, "\(project): no snapshot lies in or before the period",
                hint: "list what there is with 'release-audit events --project \(project)'")
        }
        let folder = try OutputFolder(output)
        let renderer = ReportRenderer(templates: try settings.templates)
        let progress = RenderingProgress(of: report, as: format.list)
        defer { progress.whileCleared {} }
        let files = format.list.flatMap { renderer.files(of: report, as: $0, rowMade: { progress.step() }) }
        try await ReadAhead.forEach(files, read: { try $0.rendered() }) { index, rendered in
            let file = files[index]
            var data = try rendered.get()
            if let signer {
                if file.format == .xml { data = try XMLSignature.sign(data, by: signer.key, signer.certificate) }
                let signature = try SSHSignature(of: data, for: .report, by: signer.key)
                let path = try folder.write(signature.armored, as: "\(file.name).sig")
                try progress.whileCleared { try StandardOutput.print(path) }
            }
            let path = try folder.write(data, as: file.name)
            try progress.whileCleared { try StandardOutput.print(path) }
        }
        try report.mustAddUp()
        if open, let warning = ReportViewing(folder: output, name: ReportFormat.html.fileName).start() {
            Console.shared.warn(warning)
        }
        if periodOptions.failOn?.isMet(by: report) == true { throw EndedWithFindings() }
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
