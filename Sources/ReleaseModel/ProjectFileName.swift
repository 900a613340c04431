/// A name for the files of a project, in letters that are safe everywhere; no two projects of a ledger share one.
///
/// The path, with a hyphen for each slash. Eight digits of the project's identity follow after a `~`, which no path holds,
/// wherever the plain name could be read as another's: see ``isPlain(_:_:)``.
package struct ProjectFileName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// - Parameter log: What the project's log is called; a pure path for the first project that began under it.
    package init(_ path: ProjectPath, log: LogName, _ identity: ProjectIdentity) {
        let plain = Self.shown(Self.letters(of: path))
        description = Self.isPlain(path, log) ? plain : "\(plain)~\(identity.digits(of: log.path))"
    }

    /// The name that this program gave before names told projects apart; several paths may come to the same.
    package static func ofEarlierVersions(_ path: ProjectPath) -> String { letters(of: path) }

    private static let longest = 100

    /// Whether the plain name is this project's: the path is the one under which the log began, and can be read back.
    ///
    /// The first hyphen of a plain name is its only slash. So a path of three names, a group with a hyphen, other letters
    /// than these, and more of them than a name may have, are not plain.
    private static func isPlain(_ path: ProjectPath, _ log: LogName) -> Bool {
        let segments = path.description.split(separator: "/")
        return log.suffix.isEmpty && log.path == path && segments.count == 2 && !segments[0].contains("-")
            && !path.description.hasPrefix(".")
            && path.description.utf8.count <= longest
            && path.description.allSatisfy { isSafe($0) || $0 == "-" || $0 == "/" }
    }

    /// A name that starts with a dot is hidden, and one that starts with a hyphen is taken for an option.
    private static func shown(_ letters: String) -> String {
        letters.hasPrefix(".") || letters.hasPrefix("-") ? "_\(letters)" : letters
    }

    private static func letters(of path: ProjectPath) -> String {
        String(path.description.map { isSafe($0) ? $0 : "-" }.prefix(longest))
    }

    private static func isSafe(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._".contains(character))
    }
}
