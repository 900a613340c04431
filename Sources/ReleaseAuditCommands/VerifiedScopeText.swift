import AuditBundle
import AuditReport
import EventInference
import ReleaseModel

/// What a bundle is about, for people and for programs.
struct VerifiedScopeText {
    let scope: VerifiedScope
    /// What the bundle is called where it lies.
    private let path: String

    init(_ scope: VerifiedScope, named path: String) {
        self.scope = scope
        self.path = path
    }

    /// A line for each fact; a word, and what is to be known.
    var lines: [String] {
        facts.map { "            \($0.0.padded(to: 15))\($0.1.withoutControls)" }
    }

    private var facts: [(String, String)] {
        [
            ("project", scope.project.description), ("period", period), ("signer", scope.identity),
            (
                "generated",
                "\(scope.generatedOn) by \(scope.tool)\(scope.isPreliminary ? ", before the period ended" : "")"
            ),
            ("name", isRenamed ? "\(scope.name) when it was generated; here it has another" : scope.name),
            ("events", "\(scope.eventCount), with exceptions \(scope.exceptionCount)"), ("filter", filter),
            ("rules", rules), ("cadence", "\(scope.cadence), snapshots \(scope.snapshotCount)"),
            ("checkpoint", checkpoint),
            ("templates", scope.replaced.isEmpty ? "built in" : "not built in: \(list(scope.replaced))"),
            ("brand", scope.brand ?? "none"),
        ]
    }

    private var period: String {
        scope.period.map { "\($0.label), from \($0.start.iso8601) up to, not including, \($0.end.iso8601)" }
            ?? "all that was observed"
    }

    private var filter: String {
        guard !scope.filter.isEmpty else { return "none" }
        let parts =
            (scope.filter.tags.isEmpty ? [] : ["tags \(list(scope.filter.tags))"])
            + (scope.filter.kinds.isEmpty ? [] : ["kinds \(list(scope.filter.kinds.map(\.rawValue)))"])
        return "\(parts.joined(separator: "; ")); events left out: \(scope.leftOutByFilter)"
    }

    private var rules: String {
        let set =
            scope.rules == scope.newestRules
            ? "rule set \(scope.rules)" : "rule set \(scope.rules), older than the newest, \(scope.newestRules)"
        return scope.rulesOff.isEmpty ? set : "\(set); not applied: \(list(scope.rulesOff.map(\.rawValue)))"
    }

    private var checkpoint: String {
        let newest = scope.newestSnapshot.map { "newest snapshot \($0.iso8601)" } ?? "no snapshot"
        let age = scope.daysSinceNewestSnapshot.map { ", \(count(Int($0), "day")) before it was generated" } ?? ""
        let run = scope.lastRun.map { "; last run \($0.iso8601)" } ?? ""
        return "\(scope.logSize) log entries; \(newest)\(age)\(run)"
    }

    private func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }

    /// Whether the file or folder has another name than it had; `.` and the like have none.
    private var isRenamed: Bool {
        let last = path.split(separator: "/").last.map { String($0) } ?? ""
        guard !["", ".", ".."].contains(last) else { return false }
        return last != scope.name && last != "\(scope.name).tar"
    }

    var json: CanonicalJSON {
        func strings(_ texts: [String]) -> CanonicalJSON { .array(texts.map { .string($0) }) }
        return .object([
            ("brand", .optional(scope.brand)), ("cadence", .string(scope.cadence.description)),
            (
                "checkpoint",
                .object([
                    ("last_run", .optional(scope.lastRun?.iso8601)),
                    ("newest_snapshot", .optional(scope.newestSnapshot?.iso8601)), ("size", .integer(scope.logSize)),
                ])
            ),
            ("events", .integer(scope.eventCount)), ("exceptions", .integer(scope.exceptionCount)),
            (
                "filter",
                .object([
                    ("kinds", strings(scope.filter.kinds.map(\.rawValue))),
                    ("left_out", .integer(scope.leftOutByFilter)), ("tags", strings(scope.filter.tags)),
                ])
            ),
            ("generated_on", .string(scope.generatedOn.description)), ("identity", .string(scope.identity)),
            ("name", .string(scope.name)), ("newest_rules", .integer(scope.newestRules)),
            (
                "period",
                scope.period.map { period in
                    .object([
                        ("end", .string(period.end.iso8601)), ("label", .string(period.label)),
                        ("start", .string(period.start.iso8601)),
                    ])
                } ?? .null
            ),
            ("preliminary", .bool(scope.isPreliminary)), ("project", .string(scope.project.description)),
            ("rules", .integer(scope.rules)), ("rules_not_applied", strings(scope.rulesOff.map(\.rawValue))),
            ("snapshots", .integer(scope.snapshotCount)), ("templates_not_built_in", strings(scope.replaced)),
            ("tool", .string(scope.tool)),
        ])
    }
}
