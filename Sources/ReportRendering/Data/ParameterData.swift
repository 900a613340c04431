import AuditReport
import EventInference
import ReleaseModel

/// What the templates see of that on which reports depend besides the snapshots.
struct ParameterData {
    let parameters: ReportParameters
    let words: WordCatalogue
    /// The parameters of which there is nothing to say, by name.
    var left: Set<String> = []

    var values: [String: TemplateValue] {
        let period = parameters.period
        return [
            "language": .text(parameters.language.rawValue),
            "period": .text(period?.label ?? words(.wholePeriod)),
            "period_plain": .text(period?.label ?? ""),
            "period_start": .optional(period?.start.reportText),
            "period_end": .optional(period?.end.reportText),
            "tool": .text(parameters.tool.name),
            "tool_version": .text(parameters.tool.version),
            "rule_set": .number(parameters.rules.version),
            "settings": settings,
            "filter": .text(filter),
            "is_filtered": .truth(!parameters.filter.isEmpty),
            "filter_options": .text(filterOptions),
            "language_options": .text(languageOptions),
            "rules_off": .optional(rulesOff),
            "four_eyes": .truth(parameters.admits(.fourEyes)),
        ]
    }

    /// Each parameter, and whether it is what it is where nobody says otherwise.
    private var settings: TemplateValue {
        let untouched = ReportParameters(project: parameters.project, tool: parameters.tool).settings([:])
        return .list(
            parameters.settings([:]).filter { !left.contains($0.name) }.map { setting in
                TemplateNode([
                    "name": .text(setting.name), "value": .text(setting.values.joined(separator: ", ").visibleLine),
                    "is_default": .truth(untouched.contains(setting)),
                ])
            })
    }

    /// The rules that the operator turned off.
    private var rulesOff: String? {
        let rules = parameters.withoutRules
        return rules.isEmpty ? nil : rules.map(\.rawValue).joined(separator: ", ")
    }

    /// The filter as options of the command line.
    var filterOptions: String {
        (parameters.filter.tags.map { " --tag '\($0.visibleLine.replacing("'", with: "'\\''"))'" }
            + parameters.filter.kinds.map { " --kind \($0.rawValue)" }
            + (parameters.cadence == .nightly ? [] : [" --cadence \(parameters.cadence)"])
            + parameters.withoutRules.map { " --without-rule \($0.rawValue)" }
            + (parameters.fourEyes ? [" --four-eyes"] : [])).joined()
    }

    /// The language as an option of the command line, where it is not the one that is taken without it, and the brand.
    var languageOptions: String {
        let language = parameters.language
        return (language == .english ? "" : " --language \(language.rawValue)")
            + (parameters.brand.isEmpty ? "" : " --brand BRAND")
    }

    private var filter: String {
        let filter = parameters.filter
        let parts = [
            filter.tags.isEmpty
                ? nil : words(.filterTags, ["tags": filter.tags.joined(separator: ", ").visibleLine]),
            filter.kinds.isEmpty
                ? nil : words(.filterKinds, ["kinds": filter.kinds.map(\.rawValue).joined(separator: ", ")]),
        ].compactMap { $0 }
        return parts.isEmpty ? words(.none) : parts.joined(separator: "; ")
    }
}
