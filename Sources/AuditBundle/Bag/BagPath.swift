import Foundation

/// The path of a file inside a bag, in a form that leads nowhere else on any system.
package enum BagPath {
    private static let longest = 1_000

    /// Whether a path is relative, names no folder above, and means the same on Linux, macOS and Windows.
    package static func isSafe(_ path: String) -> Bool {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= longest && !path.hasPrefix("~") && !path.contains("\\") && !path.contains(":")
            && path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            && segments.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && $0.last != "." && $0.last != " " }
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
