import EventInference
import ReleaseModel

/// A setting as it was in force, and where its value came from.
package struct EffectiveSetting: Sendable, Equatable {
    package enum Origin: String, Sendable, CaseIterable {
        case option
        case environment
        case configurationFile = "configuration-file"
        case byDefault = "default"
    }

    package let name: String
    /// As it would be written in the configuration file; of paths the last part alone, and never a secret.
    package let values: [String]
    package let origin: Origin

    package init(name: String, values: [String], origin: Origin) {
        self.name = name
        self.values = values
        self.origin = origin
    }
}

extension ReportParameters {
    /// Everything that the report depends on besides the log, by name, with the words "none" and "all" said aloud.
    ///
    /// - Parameter origins: Where a value came from that is not the default, by name.
    package func settings(_ origins: [String: EffectiveSetting.Origin]) -> [EffectiveSetting] {
        let values: [(String, [String])] = [
            ("project", [project.description]), ("period", [period?.label ?? "all"]),
            ("tag", filter.tags.isEmpty ? ["all"] : filter.tags),
            ("kind", filter.kinds.isEmpty ? ["all"] : filter.kinds.map(\.rawValue)),
            ("rules", [String(rules.version)]),
            ("without-rule", withoutRules.isEmpty ? ["none"] : withoutRules.map(\.rawValue)),
            ("four-eyes", [fourEyes ? "on" : "off"]),
            ("cadence", [cadence.description]), ("language", [language.rawValue]),
            ("brand", brand.isEmpty ? ["none"] : brand.map(\.labelled)),
        ]
        return values.map { name, values in
            EffectiveSetting(name: name, values: values, origin: origins[name] ?? .byDefault)
        }
    }
}
