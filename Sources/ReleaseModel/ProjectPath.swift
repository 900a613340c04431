/// The full path of a GitLab project, such as `group/subgroup/app`.
///
/// GitLab finds a project by its path in any letter case, and so do two paths compare here. Each keeps the letters in which
/// it was spelled; ``description`` tells them apart.
package struct ProjectPath: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The path without slashes at either end.
    package let description: String
    /// The path in small letters, by which it is found.
    package let folded: String

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
        let small = description.lowercased()
        folded = small == description ? description : small
    }

    /// Whether a path found in a document names this project, also below a relative URL root.
    package func isNamed(by other: ProjectPath) -> Bool {
        self == other || other.folded.hasSuffix("/" + folded)
    }

    /// A path found in a document, split into the root below which GitLab answers and this project as GitLab spells it;
    /// nil where the document names another project.
    package func split(_ named: ProjectPath) -> (root: String, spelled: ProjectPath)? {
        guard isNamed(by: named) else { return nil }
        let segments = named.description.split(separator: "/")
        let own = description.split(separator: "/").count
        guard let spelled = ProjectPath(segments.suffix(own).joined(separator: "/")) else { return nil }
        return (segments.dropLast(own).map { "/\($0)" }.joined(), spelled)
    }

    /// Whether the project is in a group or in a group below it, in any letter case.
    package func isIn(group: String) -> Bool { folded.hasPrefix(group.lowercased() + "/") }

    /// Whether both are spelled alike, to the letter.
    package func isSpelled(as other: ProjectPath) -> Bool { description.isSame(as: other.description) }

    package static func == (left: ProjectPath, right: ProjectPath) -> Bool { left.folded == right.folded }

    package func hash(into hasher: inout Hasher) { hasher.combine(folded) }

    package static func < (left: ProjectPath, right: ProjectPath) -> Bool { left.folded < right.folded }

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
