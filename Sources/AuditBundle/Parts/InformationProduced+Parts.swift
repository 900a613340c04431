import AuditReport
import EventInference
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

// The parts of `ipe.json`.
extension InformationProduced {
    static func parameters(_ parameters: ReportParameters) -> [(String, CanonicalJSON)] {
        [
            ("project", .string(parameters.project.description)),
            (
                "period",
                parameters.period.map { period in
                    .object([
                        ("label", .string(period.label)), ("start", .string(period.start.iso8601)),
                        ("end", .string(period.end.iso8601)), ("end_included", .bool(false)),
                        ("time_zone", .string("UTC")),
                    ])
                } ?? .null
            ),
            ("language", .string(parameters.language.rawValue)),
            (
                "filter",
                .object([
                    ("tags", .array(parameters.filter.tags.map { .string($0) })),
                    ("kinds", .array(parameters.filter.kinds.map { .string($0.rawValue) })),
                    ("none", .bool(parameters.filter.isEmpty)),
                ])
            ),
        ]
    }

    static func facts(_ facts: BundleFacts) -> CanonicalJSON {
        .object([
            ("identity", .string(facts.identity.description)), ("organization", .optional(facts.organization)),
            ("made_on", .string(facts.madeOn.description)), ("timestamped", .bool(facts.isTimestamped)),
        ])
    }

    static func population(_ report: Report, _ file: Data) -> CanonicalJSON {
        .object([
            ("events", .integer(report.events.count)), ("baseline", .integer(report.baseline.count)),
            ("with_exceptions", .integer(report.exceptional.count)),
            ("release_exceptions", .integer(report.exceptions.count)),
            ("notices", .integer(report.notices.count)), ("releases", .integer(report.releases.count)),
            ("left_out_by_filter", .integer(report.unfilteredCount - report.events.count)),
            ("file", .string("data/events.jsonl")), ("sha256", .string(Digest(of: file).hex)),
            ("by_kind", .object(report.counts.map { ($0.kind.rawValue, .integer($0.count)) })),
        ])
    }

    static func totals(_ totals: ControlTotals) -> CanonicalJSON {
        .object([
            ("opening", .integer(totals.opening)), ("created", .integer(totals.created)),
            ("found", .integer(totals.found)), ("deleted", .integer(totals.deleted)),
            ("closing", .integer(totals.closing)), ("hold", .bool(totals.hold)),
        ])
    }

    static func snapshots(_ report: Report) -> CanonicalJSON {
        .object([
            ("count", .integer(report.snapshots.count)),
            ("first", .optional(report.snapshots.first?.record.capturedAt.iso8601)),
            ("last", .optional(report.snapshots.last?.record.capturedAt.iso8601)),
            ("complete", .integer(report.snapshots.count { $0.record.window.isComplete })),
            ("files", .integer(report.snapshots.reduce(0) { $0 + $1.record.pages.count })),
            (
                "by_completeness",
                .object(
                    ListWindow.End.allCases.map { end in
                        (end.rawValue, .integer(report.snapshots.count { $0.record.window.end == end }))
                    })
            ),
            ("cadence", .string(report.coverage.cadence.description)),
            ("expected", .integer(Int(report.coverage.expected))),
            ("missed", .integer(Int(report.coverage.missed))),
            ("gaps", .array(report.coverage.gaps.map(gap))),
        ])
    }

    static func gap(_ gap: CoverageGap) -> CanonicalJSON {
        .object([
            ("start", .string(gap.start.iso8601)), ("end", .string(gap.end.iso8601)),
            ("missed", .integer(Int(gap.count))), ("snapshot_before", .optional(gap.before?.iso8601)),
            ("snapshot_after", .optional(gap.after?.iso8601)), ("events_first_shown_after", .integer(gap.eventCount)),
            ("reasons", .array(gap.reasons.map(reason))), ("unexplained", .integer(Int(gap.unexplained))),
        ])
    }

    private static func reason(_ reason: GapReason) -> CanonicalJSON {
        .object([
            ("cause", .string(reason.failure.cause.rawValue)), ("exit_code", .integer(reason.failure.exitCode)),
            ("first", .string(reason.first.iso8601)), ("last", .string(reason.last.iso8601)),
            ("missed", .integer(Int(reason.count))), ("status", reason.failure.status.map { .integer($0) } ?? .null),
        ])
    }

    static func log(_ source: BundleSource) -> CanonicalJSON {
        let head = source.log.checkpoint
        return .object([
            ("origin", .string(head.origin)), ("size", .integer(head.size)), ("root", .string(head.root.labelled)),
        ])
    }

    /// The versions of the forms and rules that the bundle follows; a change of any of them is a new number.
    static var versions: CanonicalJSON {
        .object([
            ("events_jsonl", .integer(EventsJSONLines.schema)), ("ipe", .integer(schema)),
            ("log_entry", .integer(LogEntry.format)), ("newest_rules", .integer(RuleSet.newest.version)),
        ])
    }

    /// Every parameter of the report with its origin, and what else was set.
    static func settings(_ source: BundleSource) -> CanonicalJSON {
        func list(_ settings: [EffectiveSetting]) -> CanonicalJSON {
            .array(
                settings.map { setting in
                    .object([
                        ("name", .string(setting.name)), ("origin", .string(setting.origin.rawValue)),
                        ("values", .array(setting.values.map { .string($0) })),
                    ])
                })
        }
        return .object([
            ("parameters", list(source.parameters.settings(source.facts.origins))),
            ("others", list(source.facts.settings)),
        ])
    }

    static func origin(_ source: ReportSource, _ log: [LogEntry]) -> CanonicalJSON {
        .object([
            ("servers", .array(source.servers.map { .string($0) })),
            ("gitlab_versions", .array(source.gitlabVersions.map { .string($0) })),
            (
                "requests",
                .array(
                    source.requests.map { request in
                        .object([
                            ("address", .string(request.address)), ("username", .optional(request.username)),
                            ("token_name", .optional(request.tokenName)),
                        ])
                    })
            ),
            ("project_id", projectNumber(log).map { .integer(Int($0)) } ?? .null),
        ])
    }

    /// GitLab's number of the project: as imports of audit events and files of evidence tell it, where they tell one; nil
    /// where none does, or where they tell several.
    private static func projectNumber(_ log: [LogEntry]) -> Int64? {
        let told = log.compactMap { entry -> Int64? in
            switch entry {
            case .auditImport(let record): record.projectID
            case .evidenceFile(let record): record.projectID
            case .run, .snapshot, .archiveReceipt: nil
            }
        }
        return Set(told).count == 1 ? told.first : nil
    }

    /// When the snapshots were taken, and which runs of the program put them into the log.
    static func extraction(_ source: BundleSource, _ report: Report) -> CanonicalJSON {
        let runs = source.log.entries.compactMap { entry -> RunRecord? in
            if case .run(let run) = entry { run } else { nil }
        }
        func distinct(_ values: [String]) -> CanonicalJSON {
            .array(Set(values).sorted().map { .string($0) })
        }
        return .object([
            ("first_snapshot", .optional(report.snapshots.first?.record.capturedAt.iso8601)),
            ("last_snapshot", .optional(report.snapshots.last?.record.capturedAt.iso8601)),
            (
                "runs_in_log",
                .object([
                    ("count", .integer(runs.count)), ("first", .optional(runs.first?.startedAt.iso8601)),
                    ("last", .optional(runs.last?.startedAt.iso8601)), ("tools", distinct(runs.map(\.tool))),
                    ("run_by", distinct(runs.compactMap(\.runBy))),
                    ("run_by_not_stated", .integer(runs.count { $0.runBy == nil })),
                    ("failed", .integer(runs.count { $0.failure != nil })),
                ])
            ),
        ])
    }

    /// How often each rule fired; rules that are not in force are not listed.
    static func exceptions(_ report: Report) -> CanonicalJSON {
        let fired =
            report.exceptional.flatMap { $0.exceptions.map(\.rule) } + report.exceptions.map(\.exception.rule)
        return .object(
            ExceptionRule.allCases.filter { report.parameters.admits($0) }.map { rule in
                (rule.rawValue, .integer(fired.count { $0 == rule }))
            })
    }

    /// Nobody has reviewed a bundle when it is made; who does signs its list of files, outside of it.
    static var review: CanonicalJSON {
        .object([("status", .string("not reviewed")), ("sign_off", .null)])
    }
}
