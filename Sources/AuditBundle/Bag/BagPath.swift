import Foundation
import ReleaseModel

/// The path of a file inside a bag, in a form that leads nowhere else on any system.
package enum BagPath {
    private static let longest = 1_000

    /// Whether a path is relative, names no folder above, and means the same on Linux, macOS and Windows.
    package static func isSafe(_ path: String) -> Bool {
        guard let names = PlainFilePath(path)?.names, path.utf8.count <= longest else { return false }
        return !path.hasPrefix("~") && !path.contains(":") && !path.unicodeScalars.contains(where: \.actsOrHides)
            && names.allSatisfy { !$0.description.hasSuffix(".") && !$0.description.hasSuffix(" ") }
    }

    /// Two paths that a file system which ignores case, or composes accents, would take for one; nil where there are none.
    package static func twins(among paths: some Sequence<String>) -> (String, String)? {
        var seen: [String: String] = [:]
        for path in paths {
            let folded = path.precomposedStringWithCanonicalMapping.lowercased()
            if let twin = seen[folded] { return (twin, path) }
            seen[folded] = path
        }
        return nil
    }
}
