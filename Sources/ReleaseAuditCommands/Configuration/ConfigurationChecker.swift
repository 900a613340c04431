import Yams

/// Holds a file against the declaration: all that is stated, and all that is wrong.
struct ConfigurationChecker {
    /// A setting as the file states it.
    struct Stated: Sendable, Equatable {
        let values: [String]
        let line: Int
    }

    private(set) var stated: [SettingName: Stated] = [:]
    private(set) var faults: [ConfigurationFault] = []

    /// Checks a mapping and all that is in it.
    ///
    /// - Parameter path: The section's full name, empty for the file.
    mutating func check(_ node: Node, as section: ConfigurationSection, path: String = "") {
        guard case .mapping(let mapping) = node else { return add(node.line, .noMapping(path)) }
        var keys: Set<String> = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key, key.tag.rawValue == Tag.Name.str.rawValue else {
                add(key.line, .keyIsNoText)
                continue
            }
            keys.insert(scalar.string)
            switch section.parts.first(where: { $0.key == scalar.string }) {
            case .section(let inner): check(value, as: inner, path: path.isEmpty ? inner.name : "\(path).\(inner.name)")
            case .setting(let setting): check(value, as: setting, line: key.line)
            case nil:
                let elsewhere = SettingName.allCases.filter { $0.key == scalar.string }.map {
                    $0.rawValue.split(separator: ".").dropLast().joined(separator: ".")
                }
                add(
                    key.line,
                    .unknownKey(scalar.string, known: section.parts.map(\.key), elsewhere: elsewhere))
            }
        }
        checkRules(of: section, path: path, keys: keys, line: node.line)
    }

    private mutating func checkRules(
        of section: ConfigurationSection, path: String, keys: Set<String>, line: Int
    ) {
        for key in section.required where !keys.contains(key) { add(line, .missing(key, section: path)) }
        for rule in section.rules {
            switch rule {
            case .exactlyOne(let group):
                let found = group.filter { keys.contains($0) }
                if found.isEmpty { add(line, .notOne(of: group, section: path)) }
                if found.count > 1 { add(line, .together(found, section: path)) }
            case .atMostOne(let group):
                let found = group.filter { keys.contains($0) }
                if found.count > 1 { add(line, .together(found, section: path)) }
            case .needs(let key, let others):
                if keys.contains(key), keys.isDisjoint(with: others) { add(line, .needs(key, others, section: path)) }
            }
        }
    }

    private mutating func check(_ node: Node, as setting: ConfigurationSection.Setting, line: Int) {
        let name = setting.name.rawValue
        if case .scalar = node, node.isNull { return add(line, .noValue(name)) }
        guard setting.isList else {
            if let value = value(node, of: setting) { stated[setting.name] = Stated(values: [value], line: line) }
            return
        }
        guard case .sequence(let sequence) = node else { return add(node.line, .noList(name)) }
        if sequence.isEmpty { add(node.line, .emptyList(name)) }
        var values: [String] = []
        for element in sequence {
            guard let value = value(element, of: setting) else { continue }
            if values.contains(value) { add(element.line, .repeated(name, value: value)) }
            values.append(value)
        }
        stated[setting.name] = Stated(values: values, line: line)
    }

    /// The value of a scalar, checked; nil where it is a fault.
    private mutating func value(_ node: Node, of setting: ConfigurationSection.Setting) -> String? {
        let name = setting.name.rawValue
        guard case .scalar(let scalar) = node, node.tag.rawValue == setting.shape.tag.rawValue else {
            add(node.line, .otherType(name, expected: setting.shape.typeInWords, found: node.typeInWords))
            return nil
        }
        let text = setting.shape.normalized(scalar.string)
        if let fault = setting.shape.fault(of: text) {
            add(node.line, .value(name, expected: fault))
            return nil
        }
        return text
    }

    private mutating func add(_ line: Int, _ reason: ConfigurationFault.Reason) {
        faults.append(ConfigurationFault(place: .line(line), reason: reason))
    }
}
