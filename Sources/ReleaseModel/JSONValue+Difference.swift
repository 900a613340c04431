extension JSONValue {
    /// The places at which two values differ, as JSON pointers (RFC 6901), in order; the deepest that tell.
    package func pointers(differingFrom other: JSONValue) -> [String] {
        guard self != other else { return [] }
        switch (self, other) {
        case (.object(let mine), .object(let theirs)):
            return Set(mine.keys).union(theirs.keys).sorted().flatMap { key in
                let step = "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
                return Self.pointers(mine[key], theirs[key]).map { step + $0 }
            }
        case (.array(let mine), .array(let theirs)) where mine.count == theirs.count:
            return mine.indices.flatMap { index in
                Self.pointers(mine[index], theirs[index]).map { "/\(index)" + $0 }
            }
        default: return [""]
        }
    }

    private static func pointers(_ mine: JSONValue?, _ theirs: JSONValue?) -> [String] {
        guard let mine, let theirs else { return mine == nil && theirs == nil ? [] : [""] }
        return mine.pointers(differingFrom: theirs)
    }
}
