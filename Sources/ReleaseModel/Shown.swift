/// A field of a release document: not shown to this reader, shown as nothing, or shown with a value.
///
/// GitLab leaves a key out when the reader may not see it, when the version does not have it, and sometimes when
/// it is empty. Only a shown field can be compared; a missing one says nothing.
package enum Shown<Value: Sendable>: Sendable {
    case absent
    case null
    case value(Value)

    /// The value, if there is one.
    package var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    /// Whether the key was there at all.
    package var isShown: Bool {
        if case .absent = self { false } else { true }
    }
}

extension Shown {
    /// The same with the value replaced, where there is one.
    package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Shown<Other> {
        switch self {
        case .absent: .absent
        case .null: .null
        case .value(let value): .value(try transform(value))
        }
    }
}

extension Shown: Equatable where Value: Equatable {}
