/// The full path of a GitLab project, such as `group/subgroup/app`.
package struct ProjectPath: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The path without slashes at either end.
    package let description: String

    /// Reads a full path; nil unless it has at least a namespace and a name, none of them empty.
    ///
    /// GitLab: "Valid project names", doc/user/reserved_names.md. Numeric ids are refused on purpose: an auditor
    /// cannot compare a number with what a report's links say.
    package init?(_ text: some StringProtocol) {
        let trimmed = text.drop(while: { $0 == "/" })
        let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
        let named = parts.last?.isEmpty == true ? parts.dropLast() : parts[...]
        guard named.count >= 2, named.allSatisfy({ Self.isPathSegment($0) }) else { return nil }
        description = named.joined(separator: "/")
    }

    /// Whether a path found in a document names this project, also below a relative URL root.
    package func isNamed(by other: ProjectPath) -> Bool {
        self == other || other.description.hasSuffix("/" + description)
    }

    /// The path in letters that are safe in the name of a file everywhere; several paths may come to the same.
    package var fileName: String {
        let plain = description.map { character in
            character.isASCII && (character.isLetter || character.isNumber || "._".contains(character))
                ? character : "-"
        }
        return String(plain.prefix(100))
    }

    package static func < (left: ProjectPath, right: ProjectPath) -> Bool {
        left.description < right.description
    }

    private static func isPathSegment(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text != "." && text != ".." && text != "-"
            && (text.utf8.allSatisfy { Self.isPlain($0) }
                || text.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil || "_-.".unicodeScalars.contains($0)
                })
    }

    /// What nearly all paths consist of; asked first, because the tables of Unicode take longer.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
