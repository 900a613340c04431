/// Files that the windows of an operating system leave in every folder that somebody opens.
///
/// They are told apart by name alone, and only where no manifest lists them: a bundle with one is not as it was delivered,
/// and everything else about it can be checked all the same.
enum FileManagerLeaving {
    private static let names: Set = [
        ".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", ".directory", "Icon\r", ".localized",
    ]
    private static let folders: Set<Substring> = [
        "__MACOSX", ".Spotlight-V100", ".Trashes", ".fseventsd", "$RECYCLE.BIN",
    ]

    /// Whether a path is that of such a file.
    static func isOne(_ path: String) -> Bool {
        let segments = path.split(separator: "/")
        guard let name = segments.last else { return false }
        return names.contains(String(name)) || name.hasPrefix("._")
            || segments.dropLast().contains { folders.contains($0) }
    }
}

extension UnverifiedBundle {
    /// The bundle without what file managers left in it, and the paths of that.
    var withoutLeavings: (bundle: UnverifiedBundle, leavings: [String]) {
        let leavings = files.keys.filter { FileManagerLeaving.isOne($0) }.sorted()
        guard !leavings.isEmpty else { return (self, []) }
        return (UnverifiedBundle(files: files.filter { !FileManagerLeaving.isOne($0.key) }), leavings)
    }
}
