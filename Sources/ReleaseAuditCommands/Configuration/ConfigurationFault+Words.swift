import ReleaseModel

extension ConfigurationFault.Reason {
    /// What is wrong, in lower case and without a full stop.
    var message: String {
        switch self {
        case .syntax(let problem): "this is no YAML: \(problem)"
        case .empty: "the file is empty"
        case .twice(let keys): "stands twice: \(Self.quoted(keys))"
        case .unknownKey(let key, _, _): "there is no setting '\(key.withoutControls)' here"
        case .keyIsNoText: "a key is a word"
        case .noMapping(let section): "\(section.isEmpty ? "the file" : "'\(section)'") is a mapping of settings"
        case .noList(let name): "'\(name)' is a list"
        case .noValue(let name): "'\(name)' has no value"
        case .emptyList(let name): "'\(name)' is an empty list"
        case .repeated(let name, let value): "'\(name)' names '\(value.withoutControls)' twice"
        case .otherType(let name, let expected, let found): "'\(name)' is \(found); \(expected)"
        case .value(let name, let expected): "'\(name)' cannot be that: \(expected)"
        case .missing(let key, let section): "\(Self.place(section)) lacks '\(key)'"
        case .notOne(let keys, let section): "\(Self.place(section)) needs one of \(Self.quoted(keys))"
        case .together(let keys, let section): "\(Self.place(section)) can have only one of \(Self.quoted(keys))"
        case .needs(let key, let others, let section):
            "'\(section.isEmpty ? key : "\(section).\(key)")' needs \(Self.quoted(others, by: "or")) besides"
        case .tooLarge: "the file is too large"
        }
    }

    /// What to do next.
    var hint: String? {
        switch self {
        case .unknownKey(let key, let known, let elsewhere):
            if let near = NearestName.of(key, among: known) {
                "did you mean '\(near)'?"
            } else if let section = elsewhere.first {
                section.isEmpty ? "'\(key)' stands at the start of a line" : "'\(key)' belongs below '\(section)'"
            } else {
                "here can be: \(known.joined(separator: ", "))"
            }
        case .otherType(_, let expected, _) where expected.hasSuffix("text"): "put it in quotation marks"
        case .syntax, .twice, .empty, .keyIsNoText, .noMapping, .noList, .noValue, .emptyList, .repeated, .otherType,
            .value, .missing, .notOne, .together, .needs, .tooLarge:
            nil
        }
    }

    private static func place(_ section: String) -> String { section.isEmpty ? "the file" : "'\(section)'" }

    private static func quoted(_ keys: [String], by conjunction: String = "and") -> String {
        let names = keys.map { "'\($0.withoutControls)'" }
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
