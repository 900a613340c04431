/// A mapping of the configuration file: what may stand in it.
struct ConfigurationSection: Sendable {
    /// Its key; empty for the file as a whole.
    let name: String
    let summary: String
    let parts: [Part]
    /// The keys that must be there.
    let required: [String]
    let rules: [Rule]

    init(
        _ name: String, _ summary: String, required: [String] = [], rules: [Rule] = [], _ parts: [Part]
    ) {
        self.name = name
        self.summary = summary
        self.parts = parts
        self.required = required
        self.rules = rules
    }

    enum Part: Sendable {
        case setting(Setting)
        case section(ConfigurationSection)

        /// The key in the mapping.
        var key: String {
            switch self {
            case .setting(let setting): setting.name.key
            case .section(let section): section.name
            }
        }
    }

    /// What must hold between the keys of a mapping.
    enum Rule: Sendable {
        case exactlyOne([String])
        case atMostOne([String])
        /// Where the first is, one of the others must be.
        case needs(String, [String])
    }

    /// A value, or a list of them.
    struct Setting: Sendable {
        let name: SettingName
        let summary: String
        let shape: ValueShape
        let isList: Bool
        let byDefault: [String]?
    }

    /// The settings in this section and those below it.
    var settings: [Setting] {
        parts.flatMap { part in
            switch part {
            case .setting(let setting): [setting]
            case .section(let section): section.settings
            }
        }
    }
}

extension ConfigurationSection.Part {
    static func one(
        _ name: SettingName, _ shape: ValueShape, _ summary: String, default byDefault: String? = nil
    ) -> Self {
        .setting(
            .init(
                name: name, summary: summary, shape: shape, isList: false, byDefault: byDefault.map { [$0] }))
    }

    static func list(
        _ name: SettingName, of shape: ValueShape, _ summary: String, default byDefault: [String]? = nil
    ) -> Self {
        .setting(.init(name: name, summary: summary, shape: shape, isList: true, byDefault: byDefault))
    }
}
