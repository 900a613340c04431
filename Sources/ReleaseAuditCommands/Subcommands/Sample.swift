import ArgumentParser
import AuditReport
import EventInference
import EventLedger
import ReleaseModel
import ReportRendering

/// Takes a sample of events that can be taken again.
struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a reproducible sample of events, for tests of details.",
        discussion: """
            The population is what 'events' lists with the same options. The events with the lowest SHA-256 of \
            "SEED:EVENT-ID" are taken; the output says so, with a command that makes the choice anew with sha256sum and \
            sort alone. Let the auditor choose the seed.

            Example:
              release-audit sample --ledger audit.sqlite --project group/app --period 2026-Q1 --size 25 --seed 2026-11-24
            """)

    @OptionGroup var ledgerOptions: LedgerOptions
    @OptionGroup var messages: MessageOptions
    @OptionGroup var periodOptions: PeriodOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A path that the GitLab project has or had, or PATH#NUMBER. Default: all of the ledger.", valueName: "path")
    )
    var project: ProjectName?

    @Option(name: .long, help: ArgumentHelp("How many events to take.", valueName: "number"))
    var size: Int

    @Option(
        name: .long,
        help: ArgumentHelp("What the choice depends on: letters, digits, dots, hyphens.", valueName: "text"))
    var seed: EventSample.Seed

    @Option(name: .long, help: ArgumentHelp("table, jsonl or csv.", valueName: "format"))
    var format = EventListFormat.table

    func validate() throws {
        if size < 1 { throw ValidationError("--size is at least 1") }
    }

    func run() throws {
        messages.apply()
        var settings = try ledgerOptions.settings()
        periodOptions.lay(over: &settings)
        let view = LedgerView(ledger: try ledgerOptions.open(for: .reading))
        let events = try view.projects(project).flatMap { [settings] project in
            let path = try view.path(of: project, in: periodOptions.period)
            let report = try view.report(
                periodOptions.parameters(for: path, period: periodOptions.period, settings), of: project)
            return report.baseline + report.events
        }
        let sample = EventSample(of: events, size: size, seed: seed)
        let text =
            switch format {
            case .table:
                try EventSampleText.table(
                    of: sample, width: Terminal.columns, words: .builtIn(.english))
            case .jsonl: EventSampleText.jsonLines(of: sample)
            case .csv: EventSampleText.csv(of: sample)
            }
        try StandardOutput.print(text, terminator: "")
        if size > sample.population {
            Console.shared.warn("there are only \(sample.population) events, fewer than \(size): all were taken")
        }
    }
}

extension EventSample.Seed: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
