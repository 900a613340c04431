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

    @OptionGroup var rules: RuleOptions

    /// Where the parameters come from that were given, by name.
    var origins: [String: EffectiveSetting.Origin] {
        let given: [(String, Bool)] = [
            ("period", period != nil), ("tag", !tag.isEmpty), ("kind", !kind.isEmpty),
        ]
        return Dictionary(uniqueKeysWithValues: given.filter(\.1).map { ($0.0, .option) })
    }

    /// Lays what was given over what is set.
    func lay(over settings: inout Settings) { rules.lay(over: &settings) }

    /// What is asked of a project, with what is set.
    func parameters(for project: ProjectPath, period: Period?, _ settings: Settings) -> ReportParameters {
        settings.parameters(for: project, period: period, EventFilter(tags: tag, kinds: kind))
    }
}

/// By which rules events are inferred and marked, and how often a snapshot is expected.
struct RuleOptions: ParsableArguments {
    @OptionGroup var version: RuleSetOption

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How often a snapshot is expected: nightly, weekdays, weekly, 1h to 12h. Default: that of the configuration, else nightly.",
            valueName: "cadence"))
    var cadence: Cadence?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Turn off a rule for exceptions; may be repeated. The report says so.", valueName: "rule"))
    var withoutRule: [ExceptionRule] = []

    @Flag(
        name: .long,
        help: "Mark edits that a release's own author made, as far as audit events name who edited. The report says so."
    )
    var fourEyes = false

    /// Lays what was given over what is set.
    func lay(over settings: inout Settings) {
        settings.lay("--four-eyes", fourEyes ? "true" : nil, over: .reportsFourEyes)
        settings.lay("--rules", version.stated.map { String($0.version) }, over: .reportsRules)
        settings.lay("--cadence", cadence?.description, over: .reportsCadence)
        settings.lay(
            "--without-rule", list: withoutRule.isEmpty ? nil : withoutRule.map(\.rawValue), over: .reportsWithoutRules)
    }
}

/// By which version of the rules events are inferred.
struct RuleSetOption: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp(
            "The version of the rules, as an old report names it. Default: that of the configuration, else the newest.",
            valueName: "version"))
    var stated: RuleSet?
}

extension RuleSet: ExpressibleByArgument {
    package init?(argument: String) {
        guard let version = Int(argument) else { return nil }
        self.init(version: version)
    }

    package var defaultValueDescription: String { String(version) }

    package static var allValueStrings: [String] { published.map { String($0.version) } }
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
        exceptions && (!report.exceptional.isEmpty || !report.exceptions.isEmpty)
            || notices && (!report.notices.isEmpty || !report.coverage.gaps.isEmpty)
    }
}

extension Period: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}

extension Cadence: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }

    package var defaultValueDescription: String { description }

    package static var allValueStrings: [String] { texts }
}

extension EventKind: ExpressibleByArgument {}

extension ExceptionRule: ExpressibleByArgument {}

extension ProjectPath: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension ProjectName: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension LogName: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

extension CaptureTime: ExpressibleByArgument {
    package init?(argument: String) { self.init(text: argument) }
}

extension Settings {
    /// What is asked of a project.
    func parameters(
        for project: ProjectPath, period: Period? = nil, _ filter: EventFilter = EventFilter()
    ) -> ReportParameters {
        ReportParameters(
            project: project, period: period, filter: filter, rules: rules, withoutRules: withoutRules,
            fourEyes: flag(.reportsFourEyes), cadence: cadence, language: language, tool: ToolVersion.identity)
    }

    /// The version of the rules that is set, or the newest.
    var rules: RuleSet { integer(.reportsRules).flatMap { RuleSet(version: $0) } ?? .newest }

    /// How often a snapshot is expected.
    var cadence: Cadence { text(.reportsCadence).flatMap { Cadence(text: $0) } ?? .nightly }

    /// The rules for exceptions that are turned off.
    var withoutRules: [ExceptionRule] { list(.reportsWithoutRules).compactMap { ExceptionRule(rawValue: $0) } }

    /// Where those parameters of a report come from that the configuration can set, by name.
    var originsOfParameters: [String: EffectiveSetting.Origin] {
        [
            "brand": .reportsBrand, "language": .reportsLanguage, "rules": .reportsRules, "cadence": .reportsCadence,
            "four-eyes": .reportsFourEyes,
            "without-rule": .reportsWithoutRules,
        ].compactMapValues { origin(of: $0) }
    }
}
