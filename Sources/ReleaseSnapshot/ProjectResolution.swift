import ReleaseModel

/// Decides which project each document belongs to.
///
/// In order of authority: the option, the sidecar, the path. The documents' own links must agree with any of them; they
/// also tell which ending of a folder's path is meant, and stand alone where nothing else says it. GitLab's own spelling of
/// the path wins, whatever letters it was asked for with.
struct ProjectResolution {
    private let path: String
    /// From the option or the sidecar.
    private let stated: ProjectPath?
    let group: String?
    private let folders: [PlaceInTree]
    private let spelled: ProjectPath?
    /// What the sidecars say of the project besides its path.
    private let identity: ProjectIdentity
    /// The GitLab that was asked, for the root below which it answers; what it calls itself is in its answers.
    private let asked: ServerAddress?
    /// The numbers of the group's projects, where the sidecar lists them.
    let projectsOfGroup: [ProjectPath: Int64]?

    /// The documents of one project, and what they tell of it.
    struct Part {
        let project: ProjectPath
        let identity: ProjectIdentity
        let isSpelledByGitLab: Bool
        let documents: [ReadDocument]
    }

    init(of source: SnapshotSource, stated statement: SnapshotStatement) throws(SnapshotError) {
        path = source.path
        let (groupAside, projectAside) = (try source.groupOfSidecars(), try source.projectOfSidecars())
        group = statement.group ?? groupAside
        stated = statement.project ?? projectAside
        folders = source.pages.map { $0.place }
        identity = try source.identityOfSidecars()
        asked = source.askedServer()
        projectsOfGroup = try source.projectsOfSidecars()
        if let group, let stated {
            throw SnapshotError(file: path, reason: .project(.statedWithGroup(stated, group: group)))
        }
        // A group's answer lies in the group's folder; what that spells is no project.
        spelled = group == nil ? try source.projectOfFolders() : nil
    }

    /// The project that options, sidecars or folders say, as long as no document says otherwise; nil for a group.
    var expected: ProjectPath? { group == nil ? stated ?? spelled : nil }

    /// Whether GitLab spells the expected project so: its number comes from where its path does.
    private var isExpectedSpelledByGitLab: Bool { stated != nil && identity.number != nil }

    /// Whether the sidecar alone tells of the project what an answer of the same bytes and its sidecar told.
    ///
    /// Only then need the documents not be asked: what a record says must not depend on which answers were read before.
    func isTold(allOf known: KnownAnswer) -> Bool {
        identity.server != nil && isExpectedSpelledByGitLab && identity == known.identity
            && stated?.isSpelled(as: known.project) == true
    }

    /// Splits the documents by project; without a group there is exactly one.
    func split(_ documents: [ReadDocument]) throws(SnapshotError) -> [Part] {
        guard let group else { return [try onlyPart(of: documents)] }
        let root = try rootOfGroup(group, documents)
        var parts: [ProjectPath: [ReadDocument]] = [:]
        for document in documents {
            guard let named = document.identity.project else {
                throw error(document, .notNamed(tag: document.identity.tag))
            }
            guard let project = Self.project(named, below: root), project.isIn(group: group) else {
                throw error(document, .outsideGroup(tag: document.identity.tag, named: named, group: group))
            }
            parts[project, default: []].append(document)
        }
        return try parts.sorted { $0.key < $1.key }.map { (project, documents) throws(SnapshotError) in
            let stated = ProjectIdentity(server: identity.server, number: projectsOfGroup?[project])
            return Part(
                project: project, identity: try told(by: documents, root: root, stated), isSpelledByGitLab: true,
                documents: documents)
        }
    }

    private func onlyPart(of documents: [ReadDocument]) throws(SnapshotError) -> Part {
        guard let witness = try commonWitness(of: documents) else {
            guard let known = stated ?? spelled else { throw SnapshotError(file: path, reason: .project(.unknown)) }
            let told = try told(by: documents, root: identity.server?.root ?? asked?.root, identity)
            return Part(
                project: known, identity: told, isSpelledByGitLab: isExpectedSpelledByGitLab, documents: documents)
        }
        let (project, root) = try spelledByGitLab(witness)
        return Part(
            project: project, identity: try told(by: documents, root: root, identity), isSpelledByGitLab: true,
            documents: documents)
    }

    /// The project as GitLab spells it, and the root below which GitLab answers; nil where nothing tells the root.
    private func spelledByGitLab(
        _ witness: (document: ReadDocument, named: ProjectPath)
    ) throws(SnapshotError) -> (project: ProjectPath, root: String?) {
        let (document, named) = witness
        let knownRoot = identity.server?.root ?? asked?.root
        let below = knownRoot.flatMap { Self.project(named, below: $0) }
        if stated == nil, let project = [below, named].compactMap({ $0 }).first(where: { isInFolders($0) }) {
            return (project, project.isSpelled(as: named) ? "" : knownRoot)
        }
        guard let expected = stated ?? spelled else { return (below ?? named, knownRoot) }
        // The links of a GitLab below a relative address have its path in front of the project's.
        guard let (root, project) = expected.split(named) else {
            throw error(document, .other(tag: document.identity.tag, named: named, expected: expected))
        }
        return (project, root)
    }

    private func isInFolders(_ project: ProjectPath) -> Bool { folders.allSatisfy { $0.endsWith(project) } }

    /// The project that all documents name which name one.
    private func commonWitness(
        of documents: [ReadDocument]
    ) throws(SnapshotError) -> (document: ReadDocument, named: ProjectPath)? {
        var first: (document: ReadDocument, named: ProjectPath)?
        for document in documents {
            guard let named = document.identity.project else { continue }
            guard let earlier = first?.named else {
                first = (document, named)
                continue
            }
            guard earlier == named else {
                let tag = document.identity.tag
                throw error(document, .several(tag: tag, named: named, earlier: earlier))
            }
        }
        return first
    }

    private func error(_ document: ReadDocument, _ fault: SnapshotError.ProjectFault) -> SnapshotError {
        SnapshotError(file: document.file, offset: document.offset, reason: .project(fault))
    }
}

// What the documents tell of the project's identity, and the root below which GitLab answers.
extension ProjectResolution {
    /// What sidecars and documents tell together; they must not differ.
    ///
    /// The server is read from the first document: within one answer all addresses have one origin.
    private func told(
        by documents: [ReadDocument], root: String?, _ stated: ProjectIdentity
    ) throws(SnapshotError) -> ProjectIdentity {
        var number = stated.number
        for document in documents {
            guard let told = document.identity.projectNumber else { continue }
            if let number, number != told { throw error(document, .numbersDiffer(number, told)) }
            number = told
        }
        let own = documents.first.flatMap { try? Release(decoding: $0.bytes).server }.flatMap { ServerAddress($0) }
        let server = stated.server ?? own.flatMap { $0.below(root ?? "") }
        return ProjectIdentity(server: server, number: number)
    }

    /// The root below which the GitLab of a group answers: what the sidecar says, or what all documents have before the group.
    private func rootOfGroup(_ group: String, _ documents: [ReadDocument]) throws(SnapshotError) -> String {
        let named = documents.compactMap { $0.identity.project }
        let known = [identity.server?.root, asked?.root, ""].compactMap { $0 }
        if let root = known.first(where: { root in
            named.allSatisfy { Self.project($0, below: root)?.isIn(group: group) == true }
        }) {
            return root
        }
        guard let first = named.first,
            let place = first.folded.firstRange(of: "/\(group.lowercased())/")
        else { return known.first ?? "" }
        return "/"
            + first.description.prefix(first.folded.distance(from: first.folded.startIndex, to: place.lowerBound))
    }

    /// A project without the root that documents have before its path; nil where it is not there.
    private static func project(_ named: ProjectPath, below root: String) -> ProjectPath? {
        if root.isEmpty { return named }
        guard named.folded.hasPrefix(root.dropFirst().lowercased() + "/") else { return nil }
        return ProjectPath(named.description.dropFirst(root.count))
    }
}
