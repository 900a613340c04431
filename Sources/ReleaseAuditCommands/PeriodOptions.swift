import ArgumentParser
import AuditReport
import EventInference
import ReleaseModel

/// Which stretch of time, and which of its events.
struct PeriodOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "2026, 2026-Q1, 2026-03 or FROM..TO, in UTC; the end is not included.", valueName: "period"))
    var period: Period?

    @Option(name: .long, help: ArgumentHelp("Only events of this tag; may be repeated.", valueName: "tag"))
    var tag: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only events of this kind; may be repeated.", valueName: "kind"))
    var kind: [EventKind] = []

    @Option(
        name: .long,
        help: ArgumentHelp("End with exit code 2 if there are any: exceptions, notices.", valueName: "what"))
    var failOn: FailureConditions?

    var filter: EventFilter { EventFilter(tags: tag, kinds: kind) }
}

/// What `--fail-on` names, separated by commas.
struct FailureConditions: ExpressibleByArgument {
    let exceptions: Bool
    let notices: Bool

    init?(argument: String) {
        let names = Set(argument.split(separator: ","))
        guard !names.isEmpty, names.isSubset(of: ["exceptions", "notices"]) else { return nil }
        exceptions = names.contains("exceptions")
        notices = names.contains("notices")
    }

    /// Whether a report holds what was asked for.
    func isMet(by report: Report) -> Bool {
        exceptions && report.events.contains { !$0.exceptions.isEmpty }
            || notices && (!report.notices.isEmpty || !report.coverage.missing.isEmpty)
    }
}

extension Period: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}

extension EventKind: ExpressibleByArgument {}

extension ProjectPath: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension CaptureTime: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}
