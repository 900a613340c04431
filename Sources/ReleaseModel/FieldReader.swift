/// Reads the members of one JSON object and says where it stands when a type is not the expected one.
struct FieldReader {
    let value: JSONValue
    /// JSON pointer to the object, RFC 6901.
    let pointer: String

    func text(_ key: String) throws(ReleaseDocumentError) -> String {
        try required(key, optionalText(key))
    }

    func instant(_ key: String) throws(ReleaseDocumentError) -> Instant {
        try required(key, optionalInstant(key))
    }

    func integer(_ key: String) throws(ReleaseDocumentError) -> Int64 {
        guard let number = try optionalInteger(key) else { throw error(key, .missing) }
        return number
    }

    func optionalText(_ key: String) throws(ReleaseDocumentError) -> Shown<String> {
        try optional(key) { (field) throws(ReleaseDocumentError) in
            guard let text = field.value.string else { throw field.wrongType("a string") }
            return text
        }
    }

    func optionalInstant(_ key: String) throws(ReleaseDocumentError) -> Shown<Instant> {
        try optional(key) { (field) throws(ReleaseDocumentError) in
            guard let instant = field.value.string.flatMap({ Instant(text: $0) }) else {
                throw field.wrongType("a date and time with a zone")
            }
            return instant
        }
    }

    func optionalInteger(_ key: String) throws(ReleaseDocumentError) -> Int64? {
        try optional(key) { (field) throws(ReleaseDocumentError) in
            guard let number = field.value.integer else { throw field.wrongType("a whole number") }
            return number
        }.value
    }

    func optional<Value>(
        _ key: String, _ read: (FieldReader) throws(ReleaseDocumentError) -> Value
    ) throws(ReleaseDocumentError) -> Shown<Value> {
        switch value[key] {
        case nil: .absent
        case .null: .null
        case let found?: .value(try read(FieldReader(value: found, pointer: "\(pointer)/\(key)")))
        }
    }

    func list<Element>(
        _ key: String, _ read: (FieldReader) throws(ReleaseDocumentError) -> Element
    ) throws(ReleaseDocumentError) -> Shown<[Element]> {
        try optional(key) { (field) throws(ReleaseDocumentError) in
            guard let elements = field.value.array else { throw field.wrongType("an array") }
            var result: [Element] = []
            for (index, element) in elements.enumerated() {
                result.append(try read(FieldReader(value: element, pointer: "\(field.pointer)/\(index)")))
            }
            return result
        }
    }

    private func required<Value>(_ key: String, _ shown: Shown<Value>) throws(ReleaseDocumentError) -> Value {
        guard let value = shown.value else { throw error(key, .missing) }
        return value
    }

    private func wrongType(_ expected: String) -> ReleaseDocumentError {
        ReleaseDocumentError(pointer: pointer, reason: .wrongType(expected: expected))
    }

    private func error(_ key: String, _ reason: ReleaseDocumentError.Reason) -> ReleaseDocumentError {
        ReleaseDocumentError(pointer: "\(pointer)/\(key)", reason: reason)
    }
}
