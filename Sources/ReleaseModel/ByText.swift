/// Values by the tag or the path they belong to, told apart byte by byte as Git and the file system do.
///
/// Swift's own dictionaries take `é` written as one character and as two for the same key; Git has two tags then.
package struct ByText<Value> {
    private var values: [Key: Value] = [:]

    private struct Key: Hashable, Sendable {
        let text: String

        static func == (left: Key, right: Key) -> Bool { left.text.isSame(as: right.text) }

        func hash(into hasher: inout Hasher) {
            for byte in text.utf8 { hasher.combine(byte) }
        }
    }

    package init() {}

    package init(_ pairs: some Sequence<(String, Value)>) {
        for (text, value) in pairs { self[text] = value }
    }

    package subscript(_ text: String) -> Value? {
        get { values[Key(text: text)] }
        set { values[Key(text: text)] = newValue }
    }

    package subscript(_ text: String, default value: @autoclosure () -> Value) -> Value {
        get { values[Key(text: text)] ?? value() }
        // In place: a list that grows by one is not copied each time.
        _modify { yield &values[Key(text: text), default: value()] }
    }

    /// In no order.
    package var all: [Value] { Array(values.values) }

    /// In the order of their bytes.
    package var texts: [String] {
        values.keys.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package var count: Int { values.count }
}

extension ByText: Sendable where Value: Sendable {}

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
