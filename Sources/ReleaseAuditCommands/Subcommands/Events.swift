import ArgumentParser
import AuditReport
import EventInference
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering

/// Lists events.
struct Events: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what happened to releases.",
        discussion: """
            The table is for people; jsonl (one object a line, a versioned contract) and csv are for programs. \
            The table fits the terminal, with colours unless NO_COLOR is set or TERM is dumb; COLUMNS says how wide \
            it is elsewhere. The csv is safe to open in a spreadsheet, as UTF-8: an apostrophe stands before whatever one \
            would take for a formula, and before a tag or name that one would take for a number or date; invisible characters are spelt out; jsonl alters nothing and is the record. \
            An event belongs to the period in which the snapshot lies that first shows it.

            Example:
              release-audit events --ledger audit.sqlite --project group/app --period 2026-Q1
              release-audit events --ledger audit.sqlite --tag v1.0 --format jsonl
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

    @Option(name: .long, help: ArgumentHelp("Only events from this time on.", valueName: "time"))
    var from: CaptureTime?

    @Option(name: .long, help: ArgumentHelp("Only events before this time.", valueName: "time"))
    var to: CaptureTime?

    @Option(name: .long, help: ArgumentHelp("table, jsonl or csv.", valueName: "format"))
    var format = EventListFormat.table

    @Option(
        name: .long, help: ArgumentHelp("Between the cells of csv: comma, semicolon or tab.", valueName: "separator"))
    var csvSeparator: CSVSeparator?

    @Flag(name: .long, help: "Begin csv with a byte order mark, by which Excel knows UTF-8.")
    var csvByteOrderMark = false

    func validate() throws {
        if format != .csv, csvSeparator != nil || csvByteOrderMark {
            throw ValidationError("--csv-separator and --csv-byte-order-mark need --format csv")
        }
        if periodOptions.period != nil, from != nil || to != nil {
            throw ValidationError("--period cannot be used together with --from or --to")
        }
    }

    func run() throws {
        messages.apply()
        var settings = try ledgerOptions.settings()
        periodOptions.lay(over: &settings)
        let view = LedgerView(ledger: try ledgerOptions.open(for: .reading))
        let period = try periodOptions.period ?? openPeriod()
        let projects = try view.projects(project)
        var isMet = false
        if format == .csv {
            let mark = csvByteOrderMark ? "\u{FEFF}" : ""
            try StandardOutput.print(mark + EventsCSV.header(separator), terminator: "")
        }
        for project in projects {
            let path = try view.path(of: project, in: period)
            let report = try view.report(
                periodOptions.parameters(for: path, period: period, settings), of: project)
            isMet = isMet || periodOptions.failOn?.isMet(by: report) == true
            try write(report.baseline + report.events, of: path, named: projects.count > 1)
        }
        if isMet { throw EndedWithFindings() }
    }

    private var separator: EventsCSV.Separator { csvSeparator?.separator ?? .comma }

    private func openPeriod() throws -> Period? {
        guard from != nil || to != nil else { return nil }
        let start = from?.iso8601 ?? "0000-01-01"
        let end = to?.iso8601 ?? "9999-12-31"
        guard let period = Period(text: "\(start)..\(end)") else {
            throw Failure(.usage, "--to is not after --from", hint: "the period includes --from and ends before --to")
        }
        return period
    }

    private func write(_ events: [Event], of project: ProjectPath, named: Bool) throws {
        switch format {
        case .table:
            if named { try StandardOutput.print("\(project)") }
            try StandardOutput.print(
                EventsTable.text(
                    for: events, width: Terminal.columns, isColored: Terminal.showsColor, words: .builtIn(.english)),
                terminator: "")
        case .jsonl:
            for event in events { try StandardOutput.print(EventsJSONLines.line(for: event)) }
        case .csv:
            for event in events { try StandardOutput.print(EventsCSV.row(for: event, separator), terminator: "") }
        }
    }
}

/// How a list of events is written.
enum EventListFormat: String, CaseIterable, ExpressibleByArgument {
    case table
    case jsonl
    case csv
}

/// What stands between two cells, as it is asked for.
enum CSVSeparator: String, CaseIterable, ExpressibleByArgument {
    case comma
    case semicolon
    case tab

    var separator: EventsCSV.Separator {
        switch self {
        case .comma: .comma
        case .semicolon: .semicolon
        case .tab: .tab
        }
    }
}
