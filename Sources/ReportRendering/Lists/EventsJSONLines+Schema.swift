import EventInference
package import ReleaseModel

extension EventsJSONLines {
    /// The contract as JSON Schema, draft 2020-12: what every line fulfils.
    ///
    /// Members may be added within a version, so unknown ones are allowed; a reader must not fail on them.
    package static var jsonSchema: CanonicalJSON {
        .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("One line of release-audit events --format jsonl")),
            ("$defs", .object(definitions)),
            ("type", .string("object")),
            (
                "required",
                .texts([
                    "schema", "id", "project", "kind", "observation", "tag", "author", "action", "target", "at",
                    "changes", "evidence", "exceptions",
                ])
            ),
            (
                "properties",
                .object([
                    ("schema", .object([("const", .integer(schema))])),
                    ("id", .text(pattern: "^[0-9a-f]{16}$")),
                    ("project", .type("string")),
                    ("kind", .oneOf(EventKind.allCases.map(\.rawValue))),
                    ("observation", .oneOf(Observation.allCases.map(\.rawValue))),
                    ("tag", .types("string", "null")),
                    ("releases", .list(.type("string"))),
                    ("author", .reference("author")), ("action", .type("string")), ("target", .type("string")),
                    ("at", .reference("at")), ("changes", .list(.reference("change"))),
                    (
                        "evidence",
                        .record([("before", .reference("document")), ("after", .reference("document"))])
                    ),
                    ("exceptions", .list(.oneOf(ExceptionRule.allCases.map(\.rawValue)))),
                ])
            ),
        ])
    }

    private static var definitions: [(key: String, value: CanonicalJSON)] {
        let basis = CanonicalJSON.oneOf(Basis.allCases.map(\.rawValue))
        return [
            ("time", .text(pattern: "^(-?[0-9]{4}|-?[1-9][0-9]{4,5})-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?$")),
            ("optionalTime", .object([("anyOf", .array([.reference("time"), .type("null")]))])),
            ("digest", .text(pattern: "^sha256:[0-9a-f]{64}$")),
            (
                "author",
                .record(
                    [
                        ("name", .types("string", "null")), ("username", .types("string", "null")),
                        ("id", .types("integer", "null")), ("basis", basis),
                        ("audit_event_id", .types("string", "null")),
                    ], besides: [("impersonated_by", .type("string"))])
            ),
            (
                "at",
                .record([
                    ("basis", basis), ("time", .reference("optionalTime")), ("after", .reference("optionalTime")),
                    ("by", .reference("time")),
                ])
            ),
            ("value", .types("string", "null", "array", "object")),
            ("milestone", .record([("id", .type("integer")), ("title", .types("string", "null"))])),
            (
                "change",
                .record(
                    [("field", .type("string")), ("before", .reference("value")), ("after", .reference("value"))],
                    besides: ["added", "removed", "kept"].map { ($0, .list(.reference("milestone"))) })
            ),
            (
                "document",
                .object([
                    (
                        "anyOf",
                        .array([
                            .type("null"),
                            .record([
                                ("snapshot", .reference("digest")),
                                (
                                    "document",
                                    .object([("anyOf", .array([.reference("digest"), .type("null")]))])
                                ),
                            ]),
                        ])
                    )
                ])
            ),
        ]
    }
}

extension CanonicalJSON {
    fileprivate static func texts(_ texts: [String]) -> CanonicalJSON { .array(texts.map { .string($0) }) }

    fileprivate static func type(_ name: String) -> CanonicalJSON { .object([("type", .string(name))]) }

    fileprivate static func types(_ names: String...) -> CanonicalJSON { .object([("type", .texts(names))]) }

    fileprivate static func text(pattern: String) -> CanonicalJSON {
        .object([("type", .string("string")), ("pattern", .string(pattern))])
    }

    fileprivate static func oneOf(_ values: [String]) -> CanonicalJSON { .object([("enum", .texts(values))]) }

    fileprivate static func list(_ items: CanonicalJSON) -> CanonicalJSON {
        .object([("type", .string("array")), ("items", items)])
    }

    fileprivate static func reference(_ name: String) -> CanonicalJSON {
        .object([("$ref", .string("#/$defs/\(name)"))])
    }

    /// An object all of whose members must be there, and some that may.
    fileprivate static func record(
        _ members: [(key: String, value: CanonicalJSON)], besides: [(key: String, value: CanonicalJSON)] = []
    ) -> CanonicalJSON {
        .object([
            ("type", .string("object")), ("required", .texts(members.map(\.key))),
            ("properties", .object(members + besides)),
        ])
    }
}
