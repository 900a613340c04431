package import ReleaseModel

/// Under which name a bundle lies in an archive: segments of `[A-Za-z0-9._~-]`, none of which begins with `~`,
/// with slashes between them.
///
/// With nothing else in it, a key is the same in a folder, in an address, and in what is signed.
package struct ObjectKey: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// What S3 and file systems take at most, in bytes.
    private static let longest = 1_024
    private static let longestSegment = 255

    /// Reads a key; nil where it has other characters, an empty segment, or one of dots that leads elsewhere.
    package init?(_ text: some StringProtocol) {
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, segments.allSatisfy({ Self.isSegment($0) }) else { return nil }
        description = String(text)
    }

    /// The key of a bundle: below the prefix and the project's own path, so that no two projects share one.
    ///
    /// GitLab's project paths may hold letters that a key may not; those become hyphens.
    package init?(prefix: String, of project: ProjectPath, bundle: String) {
        let path = project.description.map { Self.isAllowed($0) || $0 == "/" ? $0 : "-" }
        self.init((prefix.isEmpty ? "" : prefix + "/") + "\(String(path))/\(bundle).tar")
    }

    var segments: [Substring] { description.split(separator: "/") }

    private static func isSegment(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && !text.hasPrefix("~") && text.utf8.count <= longestSegment && text.allSatisfy(isAllowed)
            && text != "." && text != ".."
    }

    private static func isAllowed(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._-~".contains(character))
    }
}
