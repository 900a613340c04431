import AuditReport
import EventInference
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering

/// What an auditor asks of information that was produced by the one who is audited (PCAOB AS 1105.10), as `ipe.json`.
///
/// It also holds everything that is needed to make the bundle again. The form is told in <doc:BundleFormat>.
struct InformationProduced {
    static let fileName = "data/ipe.json"
    private static let schema = 1

    let parameters: ReportParameters
    let facts: BundleFacts

    /// The file.
    static func data(for source: BundleSource, _ report: Report) -> Data {
        let parameters = source.parameters
        let json = CanonicalJSON.object([
            ("schema", .integer(schema)),
            (
                "tool",
                .object([("name", .string(parameters.tool.name)), ("version", .string(parameters.tool.version))])
            ),
            ("rules", .integer(parameters.rules.version)),
            ("rules_off", .array(parameters.withoutRules.map { .string($0.rawValue) })),
            ("report", .object(self.parameters(parameters))),
            ("bundle", facts(source.facts)),
            ("population", population(report)),
            ("control_totals", totals(report.totals)),
            ("snapshots", snapshots(report)),
            ("log", log(source)),
            (
                "templates",
                .array(
                    source.templates.files.sorted { $0.key < $1.key }.map { path, content in
                        .object([
                            ("built_in", .bool(!source.templates.replaced.contains(path))), ("path", .string(path)),
                            ("sha256", .string(Digest(of: content).hex)),
                        ])
                    })
            ),
        ])
        return Data((json.indentedText + "\n").utf8)
    }

    /// Reads the parts that are not derived from others; the rest is compared once the file is made again.
    init(_ data: Data) throws {
        let fault = BundleFault.unreadable(file: Self.fileName, line: nil)
        guard let json = try? JSONValue(decoding: data), json["schema"]?.integer == Int64(Self.schema),
            let project = json["report"]?["project"]?.string.flatMap({ ProjectPath($0) }),
            let name = json["tool"]?["name"]?.string, let version = json["tool"]?["version"]?.string,
            let rulesVersion = json["rules"]?.integer, let tags = json["report"]?["filter"]?["tags"]?.array,
            let kinds = json["report"]?["filter"]?["kinds"]?.array, let rulesOff = json["rules_off"]?.array,
            let cadence = json["snapshots"]?["cadence"]?.string.flatMap({ Cadence(text: $0) }),
            let language = json["report"]?["language"]?.string.flatMap({ ReportLanguage(rawValue: $0) }),
            let facts = json["bundle"].flatMap({ BundleFacts($0) })
        else { throw fault }
        guard let rules = RuleSet(version: Int(rulesVersion)) else { throw BundleFault.unknownRules(Int(rulesVersion)) }
        let label = json["report"]?["period"]?["label"]?.string
        let period = label.flatMap { Period(text: $0) }
        guard (label == nil) == (period == nil) else { throw fault }
        self.facts = facts
        parameters = ReportParameters(
            project: project, period: period,
            filter: EventFilter(
                tags: tags.compactMap(\.string),
                kinds: kinds.compactMap { $0.string.flatMap { EventKind(rawValue: $0) } }),
            rules: rules, withoutRules: rulesOff.compactMap { $0.string.flatMap { ExceptionRule(rawValue: $0) } },
            cadence: cadence, language: language, tool: ToolIdentity(name: name, version: version))
    }

    private static func parameters(_ parameters: ReportParameters) -> [(String, CanonicalJSON)] {
        [
            ("project", .string(parameters.project.description)),
            (
                "period",
                parameters.period.map { period in
                    .object([
                        ("label", .string(period.label)), ("start", .string(period.start.iso8601)),
                        ("end", .string(period.end.iso8601)),
                    ])
                } ?? .null
            ),
            ("language", .string(parameters.language.rawValue)),
            (
                "filter",
                .object([
                    ("tags", .array(parameters.filter.tags.map { .string($0) })),
                    ("kinds", .array(parameters.filter.kinds.map { .string($0.rawValue) })),
                ])
            ),
        ]
    }

    private static func facts(_ facts: BundleFacts) -> CanonicalJSON {
        .object([
            ("identity", .string(facts.identity)), ("organization", .optional(facts.organization)),
            ("made_on", .string(facts.madeOn.description)), ("timestamped", .bool(facts.isTimestamped)),
        ])
    }

    private static func population(_ report: Report) -> CanonicalJSON {
        .object([
            ("events", .integer(report.events.count)), ("baseline", .integer(report.baseline.count)),
            ("with_exceptions", .integer(report.exceptional.count)),
            ("release_exceptions", .integer(report.exceptions.count)),
            ("notices", .integer(report.notices.count)), ("releases", .integer(report.releases.count)),
            ("by_kind", .object(report.counts.map { ($0.kind.rawValue, .integer($0.count)) })),
        ])
    }

    private static func totals(_ totals: ControlTotals) -> CanonicalJSON {
        .object([
            ("opening", .integer(totals.opening)), ("created", .integer(totals.created)),
            ("found", .integer(totals.found)), ("deleted", .integer(totals.deleted)),
            ("closing", .integer(totals.closing)), ("hold", .bool(totals.hold)),
        ])
    }

    private static func snapshots(_ report: Report) -> CanonicalJSON {
        .object([
            ("count", .integer(report.snapshots.count)),
            ("first", .optional(report.snapshots.first?.record.capturedAt.iso8601)),
            ("last", .optional(report.snapshots.last?.record.capturedAt.iso8601)),
            ("complete", .integer(report.snapshots.count { $0.record.window.isComplete })),
            ("cadence", .string(report.coverage.cadence.description)),
            ("expected", .integer(Int(report.coverage.expected))),
            ("missed", .integer(Int(report.coverage.missed))),
            ("gaps", .array(report.coverage.gaps.map(gap))),
        ])
    }

    private static func gap(_ gap: CoverageGap) -> CanonicalJSON {
        .object([
            ("start", .string(gap.start.iso8601)), ("end", .string(gap.end.iso8601)),
            ("missed", .integer(Int(gap.count))), ("snapshot_before", .optional(gap.before?.iso8601)),
            ("snapshot_after", .optional(gap.after?.iso8601)), ("events_first_shown_after", .integer(gap.eventCount)),
        ])
    }

    private static func log(_ source: BundleSource) -> CanonicalJSON {
        let head = source.log.checkpoint
        return .object([
            ("origin", .string(head.origin)), ("size", .integer(head.size)), ("root", .string(head.root.labelled)),
        ])
    }
}

extension BundleFacts {
    fileprivate init?(_ json: JSONValue) {
        guard let identity = json["identity"]?.string,
            let madeOn = json["made_on"]?.string.flatMap({ CivilDay(text: $0) }),
            case .bool(let isTimestamped)? = json["timestamped"]
        else { return nil }
        self.init(
            identity: identity, organization: json["organization"]?.string, madeOn: madeOn, isTimestamped: isTimestamped
        )
    }
}
