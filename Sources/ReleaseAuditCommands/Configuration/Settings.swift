import Foundation

/// What is set, by whom: option, else environment, else configuration file, else the default.
struct Settings: Sendable {
    /// Where a value comes from.
    enum Origin: Sendable, Equatable {
        /// An option of the command line: `--ledger`.
        case option(String)
        /// A variable of the environment: `RELEASE_AUDIT_LEDGER`.
        case environment(String)
        case file(path: String, line: Int)
        case byDefault
    }

    struct Value: Sendable, Equatable {
        let values: [String]
        let origin: Origin
    }

    /// The configuration file, where there is one.
    let file: ConfigurationFile?
    private var values: [SettingName: Value] = [:]

    /// Lays the environment over the file; throws ``ConfigurationFaults`` where a variable holds what cannot be.
    init(file: ConfigurationFile?, environment: [String: String]) throws(ConfigurationFaults) {
        self.file = file
        for setting in ConfigurationSection.file.settings {
            if let byDefault = setting.byDefault {
                values[setting.name] = Value(values: byDefault, origin: .byDefault)
            }
        }
        if let file {
            for (name, stated) in file.stated {
                values[name] = Value(values: stated.values, origin: .file(path: file.path, line: stated.line))
            }
        }
        var faults: [ConfigurationFault] = []
        for setting in ConfigurationSection.file.settings {
            let variable = setting.name.environmentVariable
            guard let text = environment[variable] else { continue }
            let texts = setting.isList ? text.split(separator: ",").map(String.init) : [text]
            let stated = texts.map { setting.shape == .flag ? setting.shape.normalized($0) : $0 }
            for fault in stated.compactMap({ setting.shape.fault(of: $0) }) {
                let reason = ConfigurationFault.Reason.value(setting.name.rawValue, expected: fault)
                faults.append(ConfigurationFault(place: .variable(variable), reason: reason))
            }
            state(setting.name, stated, .environment(variable))
        }
        if !faults.isEmpty { throw ConfigurationFaults(path: "environment", faults: faults) }
    }

    /// Lays an option of the command line over what is set; nothing where it was not given.
    mutating func lay(_ option: String, _ value: String?, over name: SettingName) {
        lay(option, list: value.map { [$0] }, over: name)
    }

    mutating func lay(_ option: String, list: [String]?, over name: SettingName) {
        if let list { state(name, list, .option(option)) }
    }

    /// States a value; what it is an alternative to is no longer set.
    private mutating func state(_ name: SettingName, _ stated: [String], _ origin: Origin) {
        for group in ConfigurationSection.file.alternatives where group.contains(name) {
            for other in group where other != name { values[other] = nil }
        }
        values[name] = Value(values: stated, origin: origin)
    }

    subscript(name: SettingName) -> Value? { values[name] }

    /// The value of a setting that is no list; nil where nothing sets it.
    func text(_ name: SettingName) -> String? { values[name]?.values.first }

    func list(_ name: SettingName) -> [String] { values[name]?.values ?? [] }

    func flag(_ name: SettingName) -> Bool { text(name) == "true" }

    func integer(_ name: SettingName) -> Int? { text(name).flatMap { Int($0) } }

    /// Every value that is in force, in the order of the declaration.
    var effective: [(name: SettingName, value: Value)] {
        ConfigurationSection.file.settings.compactMap { setting in values[setting.name].map { (setting.name, $0) } }
    }
}

extension ConfigurationSection {
    /// Settings of which only one can be in force.
    var alternatives: [[SettingName]] {
        let own = rules.compactMap { rule -> [SettingName]? in
            switch rule {
            case .exactlyOne(let keys), .atMostOne(let keys):
                parts.compactMap { part in
                    guard case .setting(let setting) = part, keys.contains(setting.name.key) else { return nil }
                    return setting.name
                }
            case .needs: nil
            }
        }
        return own
            + parts.flatMap { part -> [[SettingName]] in
                guard case .section(let section) = part else { return [] }
                return section.alternatives
            }
    }
}
