import Foundation
import ReleaseModel

/// A project or group with what GitLab says of it tonight.
struct LocatedSubject: Sendable {
    /// As it was asked for.
    let asked: CollectedSubject
    /// In GitLab's spelling, and by its present path: where its files are stored.
    var home: CollectedSubject
    /// GitLab's number of the project.
    var id: Int64?
    /// The address by which GitLab calls itself.
    var server: String?
    /// The project, where GitLab shows it.
    var project: GitLabProject?
    /// The answer that tells all this, and under which name it is kept.
    var body: (name: String, answer: GitLabAnswer)?
    /// The projects of a group, where GitLab lists them.
    var members: [GitLabProject] = []

    /// What GitLab does not show.
    init(unseen asked: CollectedSubject) {
        self.asked = asked
        home = asked
    }

    init(_ asked: ProjectPath, _ answered: AnsweredProject) {
        self.asked = .project(asked)
        project = answered.project
        home = .project(answered.project.path)
        id = answered.project.id
        server = answered.project.server
        body = ("project", answered.answer)
    }

    init(_ asked: String, _ group: GitLabGroup, _ answer: GitLabAnswer) {
        self.asked = .group(asked)
        home = .group(group.path)
        server = group.server
        body = ("group", answer)
    }

    /// What GitLab's spelling and present path tell beyond what was asked for.
    var notes: [CollectedNote] {
        let (from, to) = (asked.description, home.description)
        let scheduled = project?.markedForDeletionOn.map { CollectedNote.deletionScheduled(day: $0) }
        guard from != to else { return [scheduled].compactMap { $0 } }
        let isSame = from.lowercased() == to.lowercased()
        return [isSame ? .spelled(asked: from, path: to) : .moved(from: from, to: to), scheduled].compactMap { $0 }
    }

    /// The path that a release document names, without the root below which GitLab is reached.
    func withoutRoot(_ named: ProjectPath) -> ProjectPath {
        guard let root = server?.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).dropFirst(2).first
        else { return named }
        let text = named.description
        return text.hasPrefix(root + "/") ? ProjectPath(text.dropFirst(root.count + 1)) ?? named : named
    }

    /// The members of a sidecar that say whose answer it is; `identity` of a snapshot is read from them.
    var particulars: [(key: String, value: CanonicalJSON)] {
        var members: [(key: String, value: CanonicalJSON)] = []
        if let id { members.append(("project_id", .integer(Int(id)))) }
        if let server { members.append(("server", .string(server))) }
        if asked != home { members.append(("asked_as", .string(asked.description))) }
        return members
    }
}
