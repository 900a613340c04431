/// Values by the tag they belong to, told apart as Git does: byte by byte.
///
/// Swift's own dictionaries take `é` written as one character and as two for the same key; Git has two tags then.
package struct ByTag<Value> {
    private var values: [Key: Value] = [:]

    private struct Key: Hashable, Sendable {
        let tag: String

        static func == (left: Key, right: Key) -> Bool { left.tag.isSame(as: right.tag) }

        func hash(into hasher: inout Hasher) {
            for byte in tag.utf8 { hasher.combine(byte) }
        }
    }

    package init() {}

    package init(_ pairs: some Sequence<(String, Value)>) {
        for (tag, value) in pairs { self[tag] = value }
    }

    package subscript(_ tag: String) -> Value? {
        get { values[Key(tag: tag)] }
        set { values[Key(tag: tag)] = newValue }
    }

    package subscript(_ tag: String, default value: @autoclosure () -> Value) -> Value {
        get { values[Key(tag: tag)] ?? value() }
        set { values[Key(tag: tag)] = newValue }
    }

    /// In no order.
    package var all: [Value] { Array(values.values) }

    /// In the order of their bytes.
    package var tags: [String] {
        values.keys.map(\.tag).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package var count: Int { values.count }
}

extension ByTag: Sendable where Value: Sendable {}

extension String {
    /// Whether both have the same bytes; `==` takes two ways to write an accent for one.
    package func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension String? {
    /// Whether both are missing or have the same bytes.
    package func isSame(as other: String?) -> Bool {
        switch (self, other) {
        case (nil, nil): true
        case (let mine?, let theirs?): mine.isSame(as: theirs)
        default: false
        }
    }
}
