package import ReleaseModel

/// Which folder beside the index holds the report on which project.
///
/// A folder is called as the project's path in letters that are safe everywhere. Where several paths come to the same, also
/// by case, which some disks do not tell apart, they are numbered in their order: `a-b-c~1`, `a-b-c~2`. No path comes to a
/// name with `~` in it.
package struct ReportFolders: Sendable {
    private let names: [ProjectPath: String]

    package init(for projects: [ProjectPath]) {
        let groups = Dictionary(grouping: Set(projects)) { Self.plainName(of: $0).lowercased() }
        var names: [ProjectPath: String] = [:]
        for group in groups.values {
            for (number, project) in group.sorted().enumerated() {
                let name = Self.plainName(of: project)
                names[project] = group.count == 1 ? name : "\(name)~\(number + 1)"
            }
        }
        self.names = names
    }

    /// The folder of one of the projects.
    package subscript(project: ProjectPath) -> String { names[project] ?? Self.plainName(of: project) }

    /// A name that starts with a dot is hidden, and one that starts with a hyphen is taken for an option.
    private static func plainName(of project: ProjectPath) -> String {
        let name = project.fileName
        return name.hasPrefix(".") || name.hasPrefix("-") ? "_\(name)" : name
    }
}
