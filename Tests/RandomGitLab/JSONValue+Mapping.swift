package import ReleaseModel

extension JSONValue {
    /// A copy in which every object and value has gone through `change`, from the inside out.
    package func mapping(_ change: (JSONValue) -> JSONValue) -> JSONValue {
        switch self {
        case .array(let elements): change(.array(elements.map { $0.mapping(change) }))
        case .object(let members): change(.object(members.mapValues { $0.mapping(change) }))
        case .null, .bool, .integer, .number, .string: change(self)
        }
    }
}
