import GRDB
package import ReleaseModel

/// A project as the ledger knows it.
package struct LedgerProject: Hashable, Sendable {
    let id: Int64
    /// What its log is called for good.
    package let log: LogName
    package let identity: ProjectIdentity
    /// All paths the project had, oldest first, each with the entry of the log from which on it had it.
    package let paths: [Span]

    package struct Span: Hashable, Sendable {
        package let path: ProjectPath
        package let from: Int
    }

    /// The path it has now.
    package var path: ProjectPath { paths.last?.path ?? log.path }

    /// The paths it had before, oldest first, each once and none that it has now.
    package var formerPaths: [ProjectPath] {
        paths.map(\.path).reduce(into: []) { known, path in
            if path != self.path, !known.contains(path) { known.append(path) }
        }
    }

    /// Whether it ever had the path.
    package func had(_ path: ProjectPath) -> Bool { paths.contains { $0.path == path } }

    /// A name for its files that no other project of the ledger has.
    package func fileName(at path: ProjectPath) -> ProjectFileName { ProjectFileName(path, log: log, identity) }

    package static func == (left: LedgerProject, right: LedgerProject) -> Bool { left.log == right.log }

    package func hash(into hasher: inout Hasher) { hasher.combine(log) }
}

extension [LedgerProject] {
    /// What names one of the projects in a command and no other of them.
    package func name(of project: LedgerProject) -> String {
        let path = ProjectName(project.path)
        let named = ProjectName(project.path, number: project.identity.number)
        for name in [path, named] where filter({ $0.answers(to: name) }).count == 1 { return name.description }
        return "\(project.identity.server.map { "\($0)/" } ?? "")\(named)"
    }
}

extension LedgerProject {
    /// Whether a name is the project's: any path it had, with its number and GitLab where they are named.
    package func answers(to name: ProjectName) -> Bool { paths.contains { name.names($0.path, identity) } }
}

/// What names a project of a ledger: the path it has, the name of its log, or the project itself.
package protocol ProjectReference: Sendable {
    var selector: ProjectSelector { get }
}

/// How a project is looked for.
package enum ProjectSelector: Sendable {
    case log(LogName)
    /// The project that has the path now; of several the one seen last, else the one that had it last.
    case path(ProjectPath)
}

extension ProjectPath: ProjectReference {
    package var selector: ProjectSelector { .path(self) }
}

extension LogName: ProjectReference {
    package var selector: ProjectSelector { .log(self) }
}

extension LedgerProject: ProjectReference {
    package var selector: ProjectSelector { .log(log) }
}

extension ProjectReference {
    /// How messages name it.
    var words: String {
        switch selector {
        case .log(let log): log.description
        case .path(let path): path.description
        }
    }
}
