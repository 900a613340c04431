package import ReleaseModel

/// Which project the entries of a log are of, as far as they were gone through.
///
/// All entries bear one path, to the letter, until an entry says that the project was renamed. What one entry tells of the
/// project's identity holds for all after it, until the operator states another.
package struct LogSubject: Sendable, Equatable {
    /// The path that the next entry must bear; nil before the first.
    package private(set) var path: ProjectPath?
    package private(set) var identity = ProjectIdentity.unknown
    /// All paths the project had, oldest first, each with the entry from which on it had it.
    package private(set) var paths: [(number: Int, path: ProjectPath)] = []
    /// What was known when GitLab's number was first told; it is part of some logs' names.
    private var firstIdentity: ProjectIdentity?
    private var count = 0

    package init() {}

    /// Takes in the next entry; false where it cannot be of the same project.
    package mutating func take(_ entry: LogEntry) -> Bool {
        defer { count += 1 }
        switch entry {
        case .projectRenamed(let rename):
            guard let path, rename.from.isSpelled(as: path) else { return false }
            switch rename.basis {
            case .number:
                guard rename.from != rename.to, identity.number != nil, rename.identity.isUnknown else { return false }
            case .letterCase:
                guard rename.from == rename.to, !rename.to.isSpelled(as: path), rename.identity.isUnknown else {
                    return false
                }
            case .stated: identity = rename.identity
            }
            enter(rename.to)
            return true
        case .snapshot(let record):
            guard isOf(record.project), identity.agrees(with: record.identity) else { return false }
            identity = identity.completed(by: record.identity)
            if firstIdentity == nil, identity.number != nil { firstIdentity = identity }
            return true
        case .run, .auditImport, .evidenceFile, .archiveReceipt, .pathReused:
            return isOf(entry.project)
        }
    }

    private mutating func isOf(_ project: ProjectPath) -> Bool {
        guard let path else {
            enter(project)
            return true
        }
        return project.isSpelled(as: path)
    }

    private mutating func enter(_ path: ProjectPath) {
        self.path = path
        paths.append((count, path))
    }

    package static func == (left: LogSubject, right: LogSubject) -> Bool {
        left.path?.description == right.path?.description && left.identity == right.identity
            && left.paths.map(\.number) == right.paths.map(\.number)
            && left.paths.map(\.path.description) == right.paths.map(\.path.description)
    }
}

extension LogSubject {
    /// What a log of these entries can be called: by its first path, and by what tells it apart from another log that began
    /// under that path.
    package var names: [LogName] {
        guard let first = paths.first?.path else { return [] }
        return [LogName(first)] + (firstIdentity.map { LogName.others(first, $0) } ?? [])
    }

    /// What the log is called by the origin of its checkpoint; nil where that is no name of this log.
    func name(inOrigin origin: some StringProtocol) -> LogName? { names.first { origin.hasSuffix("/\($0)") } }
}
