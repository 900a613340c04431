/// Which fields a release document has, and the values of those this program does not know.
///
/// The shapes of all documents of a snapshot together tell a server upgrade, or another reader's rights, from an
/// edit: the former change every document at once.
package struct DocumentShape: Sendable, Equatable {
    /// The paths present, array positions left out: `assets.links[].name`.
    package private(set) var paths: Set<String> = []
    /// The paths of objects that have at least one member; "" is the document itself.
    package private(set) var objects: Set<String> = []
    /// The values at paths that ``ReleaseField/catalogue`` does not list, in document order.
    package private(set) var unknown: [String: [JSONValue]] = [:]

    /// Walks a decoded release document.
    package init(of document: JSONValue) {
        walk(document, at: "")
    }

    private mutating func walk(_ value: JSONValue, at path: String) {
        switch value {
        case .object(let members):
            if !members.isEmpty { objects.insert(path) }
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                visit(member, at: path.isEmpty ? key : "\(path).\(key)")
            }
        case .array(let elements):
            for element in elements { walk(element, at: "\(path)[]") }
        case .null, .bool, .integer, .number, .string:
            break
        }
    }

    private mutating func visit(_ value: JSONValue, at path: String) {
        paths.insert(path)
        guard let field = ReleaseField.known[path] else {
            unknown[path, default: []].append(value)
            return
        }
        if !field.isWholeSubtree { walk(value, at: path) }
    }
}
