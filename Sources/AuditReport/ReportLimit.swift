import EventInference
import ReleaseModel

/// What a report cannot show; which of them apply depends on what it rests on.
///
/// The raw values are stable ids.
package enum ReportLimit: String, Sendable, CaseIterable {
    case betweenSnapshots = "between-snapshots"
    case authorsOfEdits = "authors-of-edits"
    case exactTimes = "exact-times"
    case downloads = "downloads"
    case imports = "imports"
    case missingSnapshots = "missing-snapshots"
    case partialLists = "partial-lists"
    case openingPopulation = "opening-population"
    case movedTags = "moved-tags"
    case readersRights = "readers-rights"
    case rulesTurnedOff = "rules-turned-off"
    case filtered = "filtered"
    case truthOfTheSource = "truth-of-the-source"
}

extension Report {
    /// The limits that apply, in a fixed order.
    package var limits: [ReportLimit] {
        ReportLimit.allCases.filter { limit in
            switch limit {
            case .betweenSnapshots, .authorsOfEdits, .exactTimes, .downloads, .movedTags, .readersRights,
                .truthOfTheSource:
                true
            case .imports: parameters.rules.follows3 && auditLog?.imports.isEmpty == false
            case .missingSnapshots: coverage.missed > 0
            case .partialLists: snapshots.contains { !$0.record.window.isComplete }
            case .openingPopulation: beginsWatching
            case .rulesTurnedOff: !parameters.rulesNotApplied.isEmpty
            case .filtered: !filter.isEmpty
            }
        }
    }
}
