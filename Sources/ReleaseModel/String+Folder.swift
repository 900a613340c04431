extension String {
    /// The folder that a path lies in, as POSIX's `dirname` finds it, but empty where the path is a bare name.
    ///
    /// Foundation's `deletingLastPathComponent` ends the program at a name of one letter.
    package var folder: String {
        let path = self[..<endWithoutSlashes(of: self[...])]
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path.isEmpty && !isEmpty ? "/" : "" }
        let folder = path[..<endWithoutSlashes(of: path[..<slash])]
        return folder.isEmpty ? "/" : String(folder)
    }
}

/// Where a path ends once the slashes at its end are left out.
private func endWithoutSlashes(of path: Substring) -> String.Index {
    path.utf8.lastIndex { $0 != UInt8(ascii: "/") }.map { path.utf8.index(after: $0) } ?? path.startIndex
}
