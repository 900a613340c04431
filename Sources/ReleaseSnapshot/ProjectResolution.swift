import ReleaseModel

/// Decides which project each document belongs to.
///
/// In order of authority: the option, the sidecar, the path. The documents' own links must agree with any of them; they
/// also tell which ending of a folder's path is meant, and stand alone where nothing else says it.
struct ProjectResolution {
    private let path: String
    /// From the option or the sidecar.
    private let stated: ProjectPath?
    let group: String?
    private let folders: [PlaceInTree]
    private let spelled: ProjectPath?

    init(of source: SnapshotSource, stated statement: SnapshotStatement) throws(SnapshotError) {
        path = source.path
        let (groupAside, projectAside) = (try source.groupOfSidecars(), try source.projectOfSidecars())
        group = statement.group ?? groupAside
        stated = statement.project ?? projectAside
        folders = source.pages.map { $0.place }
        if let group, let stated {
            throw SnapshotError(file: path, reason: .project(.statedWithGroup(stated, group: group)))
        }
        // A group's answer lies in the group's folder; what that spells is no project.
        spelled = group == nil ? try source.projectOfFolders() : nil
    }

    /// The project that options, sidecars or folders say, as long as no document says otherwise; nil for a group.
    var expected: ProjectPath? { group == nil ? stated ?? spelled : nil }

    /// Splits the documents by project; without a group there is exactly one.
    func split(
        _ documents: [ReadDocument]
    ) throws(SnapshotError) -> [(project: ProjectPath, documents: [ReadDocument])] {
        guard let group else { return [(try onlyProject(of: documents), documents)] }
        var parts: [ProjectPath: [ReadDocument]] = [:]
        for document in documents {
            guard let project = document.identity.project else {
                throw error(document, .notNamed(tag: document.identity.tag))
            }
            guard project.description.hasPrefix(group + "/") else {
                throw error(document, .outsideGroup(tag: document.identity.tag, named: project, group: group))
            }
            parts[project, default: []].append(document)
        }
        return parts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func onlyProject(of documents: [ReadDocument]) throws(SnapshotError) -> ProjectPath {
        guard let witness = try commonWitness(of: documents) else {
            if let known = stated ?? spelled { return known }
            throw SnapshotError(file: path, reason: .project(.unknown))
        }
        let (document, named) = witness
        if stated == nil, folders.allSatisfy({ $0.endsWith(named) }) { return named }
        guard let expected = stated ?? spelled else { return named }
        // The links of a GitLab below a relative address have its path in front of the project's.
        guard expected.isNamed(by: named) else {
            throw error(document, .other(tag: document.identity.tag, named: named, expected: expected))
        }
        return expected
    }

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
