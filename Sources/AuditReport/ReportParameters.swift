package import EventInference
package import ReleaseModel

/// Everything that a report depends on besides the log; with the same log, the same parameters give the same report.
package struct ReportParameters: Sendable, Equatable {
    package let project: ProjectPath
    /// Nil where the report covers all there is.
    package let period: Period?
    package let filter: EventFilter
    package let rules: RuleSet
    /// The rules for exceptions that the operator turned off, in the order of the catalogue.
    package let withoutRules: [ExceptionRule]
    /// Whether edits by a release's own author are to be marked.
    package let fourEyes: Bool
    /// How often a snapshot is expected.
    package let cadence: Cadence
    package let language: ReportLanguage
    /// SHA-256 of the brand file and of its logo; empty where the report has no brand.
    package var brand: [Digest]
    package let tool: ToolIdentity

    package init(
        project: ProjectPath, period: Period? = nil, filter: EventFilter = EventFilter(), rules: RuleSet = .newest,
        withoutRules: [ExceptionRule] = [], fourEyes: Bool = false, cadence: Cadence = .nightly,
        language: ReportLanguage = .english, brand: [Digest] = [], tool: ToolIdentity
    ) {
        self.project = project
        self.period = period
        self.filter = filter
        self.rules = rules
        self.withoutRules = ExceptionRule.allCases.filter { withoutRules.contains($0) }
        self.fourEyes = fourEyes
        self.cadence = cadence
        self.language = language
        self.brand = brand
        self.tool = tool
    }

    /// Whether a rule for exceptions is part of the rule set, asked for where it has to be, and not turned off.
    package func admits(_ rule: ExceptionRule) -> Bool {
        rule.since <= rules.version && !withoutRules.contains(rule) && (fourEyes || !rule.isOnRequest)
    }

    /// The rules for exceptions that are not looked at though this program knows them: turned off, or younger than the
    /// rule set.
    package var rulesNotApplied: [ExceptionRule] {
        ExceptionRule.allCases.filter { rule in
            withoutRules.contains(rule) || rule.since > rules.version && (fourEyes || !rule.isOnRequest)
        }
    }

    /// Whether less is looked at than could be.
    package var isNarrowed: Bool { !rulesNotApplied.isEmpty || rules.version < RuleSet.newest.version }

    /// Whether a snapshot taken at a time has any bearing on the report: all up to the end of the period have.
    package func mayRest(on capturedAt: CaptureTime) -> Bool {
        period.map { capturedAt.earliest < $0.end } ?? true
    }
}

/// What made the report.
package struct ToolIdentity: Sendable, Equatable {
    package let name: String
    package let version: String

    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    /// Name and version, such as `release-audit 1.0.0`.
    package var label: String { "\(name) \(version)" }
}
