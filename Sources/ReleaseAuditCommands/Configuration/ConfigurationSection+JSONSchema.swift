import ReleaseModel

extension ConfigurationSection {
    /// The declaration as JSON Schema, draft 2020-12, for editors and for checks without this program.
    ///
    /// What a schema cannot say: a key that stands twice, and files that are not there.
    var jsonSchema: CanonicalJSON {
        .object([("$schema", .string("https://json-schema.org/draft/2020-12/schema"))] + members)
    }

    private var members: [(key: String, value: CanonicalJSON)] {
        var members: [(key: String, value: CanonicalJSON)] = [
            ("type", .string("object")), ("description", .string(summary)), ("additionalProperties", .bool(false)),
            ("properties", .object(parts.map { ($0.key, $0.jsonSchema) })),
        ]
        if !required.isEmpty { members.append(("required", .strings(required))) }
        if !rules.isEmpty { members.append(("allOf", .array(rules.map(\.jsonSchema)))) }
        return members
    }
}

extension ConfigurationSection.Part {
    fileprivate var jsonSchema: CanonicalJSON {
        switch self {
        case .section(let section): .object(section.members)
        case .setting(let setting): .object(setting.members)
        }
    }
}

extension ConfigurationSection.Setting {
    fileprivate var members: [(key: String, value: CanonicalJSON)] {
        var members: [(key: String, value: CanonicalJSON)] = [("description", .string(summary))]
        if isList {
            members += [
                ("type", .string("array")), ("items", .object(shape.members)), ("minItems", .integer(1)),
                ("uniqueItems", .bool(true)),
            ]
        } else {
            members += shape.members
        }
        if let byDefault {
            let values = byDefault.map { shape.json($0) }
            members.append(("default", isList ? .array(values) : values.first ?? .null))
        }
        return members
    }
}

extension ConfigurationSection.Rule {
    fileprivate var jsonSchema: CanonicalJSON {
        switch self {
        case .exactlyOne(let keys): .object([("oneOf", .array(keys.map { .requiring([$0]) }))])
        case .atMostOne(let keys):
            .object([
                (
                    "not",
                    .object([
                        (
                            "anyOf",
                            .array(
                                keys.indices.flatMap { first in
                                    keys[(first + 1)...].map { .requiring([keys[first], $0]) }
                                })
                        )
                    ])
                )
            ])
        case .needs(let key, let others):
            .object([
                ("dependentSchemas", .object([(key, .object([("anyOf", .array(others.map { .requiring([$0]) }))]))]))
            ])
        }
    }
}

extension ValueShape {
    fileprivate var members: [(key: String, value: CanonicalJSON)] {
        switch self {
        case .path, .place:
            [("type", .string("string")), ("pattern", .string("^(?!~)(?!.*\\$[A-Za-z_{])[^\\u0000]+$"))]
        case .text(let form): [("type", .string("string")), ("pattern", .string("^(?:\(form.pattern))$"))]
        case .integer(let range):
            [
                ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ]
        case .flag: [("type", .string("boolean"))]
        case .choice(let values): [("enum", .strings(values))]
        }
    }

    /// A value in its JSON type.
    func json(_ text: String) -> CanonicalJSON {
        switch self {
        case .path, .place, .text, .choice: .string(text)
        case .integer: Int(text).map { .integer($0) } ?? .string(text)
        case .flag: .bool(text == "true")
        }
    }
}

extension CanonicalJSON {
    fileprivate static func strings(_ texts: [String]) -> CanonicalJSON { .array(texts.map { .string($0) }) }

    /// A schema that asks for members.
    fileprivate static func requiring(_ keys: [String]) -> CanonicalJSON { .object([("required", .strings(keys))]) }
}
