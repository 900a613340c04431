import Yams

extension Node {
    /// The line on which it starts, from 1.
    var line: Int { mark?.line ?? 1 }

    var isNull: Bool { tag.rawValue == Tag.Name.null.rawValue }

    /// What type of value it is.
    var typeInWords: String {
        switch self {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar:
            switch Tag.Name(rawValue: tag.rawValue) {
            case .int, .float: "a number"
            case .bool: "a yes or no"
            case .timestamp: "a date"
            case .null: "nothing"
            default: "text"
            }
        }
    }
}

extension ValueShape {
    /// How YAML must take the value: `on` is no text unless it is quoted, and neither is 2026.
    var tag: Tag.Name {
        switch self {
        case .path, .place, .text, .choice: .str
        case .integer: .int
        case .flag: .bool
        }
    }

    var typeInWords: String {
        switch self {
        case .path, .place, .text, .choice: "it must be text"
        case .integer: "it must be a whole number"
        case .flag: "it must be true or false"
        }
    }

    /// One spelling of each value.
    func normalized(_ text: String) -> String {
        switch self {
        case .path, .place, .text, .choice: text
        case .integer: Int(text).map { String($0) } ?? text
        case .flag: ["true", "yes", "on"].contains(text.lowercased()) ? "true" : "false"
        }
    }
}
