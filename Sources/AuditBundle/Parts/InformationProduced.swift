import AuditReport
import EventInference
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

/// What an auditor asks of information that was produced by the one who is audited (PCAOB AS 1105.10), as `ipe.json`.
///
/// It also holds everything that is needed to make the bundle again. The form is told in <doc:BundleFormat>.
struct InformationProduced {
    static let fileName = "data/ipe.json"
    static let schema = 3

    let parameters: ReportParameters
    let facts: BundleFacts

    /// The file.
    ///
    /// - Parameter population: The file of events.
    static func data(for source: BundleSource, _ report: Report, population file: Data) -> Data {
        let parameters = source.parameters
        let json = CanonicalJSON.object([
            ("schema", .integer(schema)),
            (
                "tool",
                .object([
                    ("name", .string(parameters.tool.name)), ("version", .string(parameters.tool.version)),
                    ("sha256", .optional(source.facts.programDigest?.hex)),
                ])
            ),
            ("rules", .integer(parameters.rules.version)),
            ("four_eyes", .bool(parameters.fourEyes)),
            ("rules_off", .array(parameters.withoutRules.map { .string($0.rawValue) })),
            ("versions", versions),
            ("report", .object(self.parameters(parameters))),
            ("settings", settings(source)),
            ("bundle", facts(source.facts)),
            ("source", origin(report.source, source.log.entries)),
            ("extraction", extraction(source, report)),
            ("population", population(report, file)),
            ("control_totals", totals(report.totals)),
            ("snapshots", snapshots(report)),
            ("exceptions", exceptions(report)),
            ("limits", .array(report.limits.map { .string($0.rawValue) })),
            ("review", review),
            ("log", log(source)),
            ("audit_log", auditLog(report)),
            ("evidence", evidence(report)),
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
        guard let json = try? JSONValue(decoding: data) else { throw fault }
        try Self.mustNamePlainly(json["bundle"])
        guard json["schema"]?.integer == Int64(Self.schema),
            let project = json["report"]?["project"]?.string.flatMap({ ProjectPath($0) }),
            let name = json["tool"]?["name"]?.string, let version = json["tool"]?["version"]?.string,
            let rulesVersion = json["rules"]?.integer, let tags = json["report"]?["filter"]?["tags"]?.array,
            let kinds = json["report"]?["filter"]?["kinds"]?.array, let rulesOff = json["rules_off"]?.array,
            let cadence = json["snapshots"]?["cadence"]?.string.flatMap({ Cadence(text: $0) }),
            let language = json["report"]?["language"]?.string.flatMap({ ReportLanguage(rawValue: $0) }),
            case .bool(let fourEyes)? = json["four_eyes"], let facts = BundleFacts(json)
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
            fourEyes: fourEyes, cadence: cadence, language: language, tool: ToolIdentity(name: name, version: version))
    }
}

extension InformationProduced {
    /// Throws where a name could not have been given when the bundle was made: it would be printed in `VERIFY.txt`.
    private static func mustNamePlainly(_ bundle: JSONValue?) throws(BundleFault) {
        if let identity = bundle?["identity"]?.string, SignerIdentity(identity) == nil {
            throw .unusualName(identity)
        }
        if let organization = bundle?["organization"]?.string, !BundleFacts.isOrganization(organization) {
            throw .unusualName(organization)
        }
    }
}

extension BundleFacts {
    /// What is stated and not derived; where a parameter came from among it.
    fileprivate init?(_ json: JSONValue) {
        guard let bundle = json["bundle"], let identity = bundle["identity"]?.string.flatMap({ SignerIdentity($0) }),
            let madeOn = bundle["made_on"]?.string.flatMap({ CivilDay(text: $0) }),
            case .bool(let isTimestamped)? = bundle["timestamped"],
            let parameters = json["settings"]?["parameters"]?.array?.map({ EffectiveSetting($0) }),
            let others = json["settings"]?["others"]?.array?.map({ EffectiveSetting($0) }),
            !parameters.contains(nil), !others.contains(nil)
        else { return nil }
        self.init(
            identity: identity, organization: bundle["organization"]?.string, madeOn: madeOn,
            isTimestamped: isTimestamped,
            programDigest: json["tool"]?["sha256"]?.string.flatMap { Digest(text: "sha256:\($0)") },
            origins: Dictionary(
                parameters.compactMap { $0 }.map { ($0.name, $0.origin) }, uniquingKeysWith: { first, _ in first }),
            settings: others.compactMap { $0 })
    }
}

extension EffectiveSetting {
    fileprivate init?(_ json: JSONValue) {
        guard let name = json["name"]?.string, let values = json["values"]?.array,
            let origin = json["origin"]?.string.flatMap({ Origin(rawValue: $0) })
        else { return nil }
        self.init(name: name, values: values.compactMap(\.string), origin: origin)
    }
}
