import ReleaseModel

extension SnapshotSource {
    /// The project of a snapshot: as stated, as the sidecar says, as the path says, as the documents themselves say.
    ///
    /// Whatever names it, no document may name another one.
    func project(_ stated: SnapshotStatement, _ documents: [ReadDocument]) throws(SnapshotError) -> ProjectPath {
        let fromSidecar = pages.lazy.compactMap { $0.sidecar?.project }.first
        let project =
            if let said = stated.project ?? fromSidecar { said } else { try projectOfPath(documents) }
        for document in documents {
            if let named = document.project, !project.isNamed(by: named) {
                throw SnapshotError(
                    document.file, at: document.offset,
                    .anotherProject(tag: document.tag, named: named, expected: project))
            }
        }
        return project
    }

    /// A group's answer split by the project that each document names, in the order of their first documents.
    func byProject(
        _ documents: [ReadDocument]
    ) throws(SnapshotError) -> [(project: ProjectPath, documents: [ReadDocument])] {
        var order: [ProjectPath] = []
        var byProject: [ProjectPath: [ReadDocument]] = [:]
        for document in documents {
            guard let project = document.project else {
                throw SnapshotError(
                    document.file, at: document.offset,
                    .document(ReleaseDocumentError(pointer: "", reason: .withoutProject)))
            }
            if byProject[project] == nil { order.append(project) }
            byProject[project, default: []].append(document)
        }
        return order.map { ($0, byProject[$0] ?? []) }
    }

    /// The project that the folders name, where the documents do not contradict them.
    ///
    /// Where the folders say less or more than a project's path, as below a deeper or a higher input folder, the
    /// documents decide.
    private func projectOfPath(_ documents: [ReadDocument]) throws(SnapshotError) -> ProjectPath {
        let path = folders.joined(separator: "/")
        guard let named = try projectOfDocuments(documents) else {
            guard isBelowInput, let project = ProjectPath(path) else { throw SnapshotError(firstPath, .unknownProject) }
            return project
        }
        let isEndOfPath = path == named.description || path.hasSuffix("/\(named)")
        if isBelowInput, !isEndOfPath, let project = ProjectPath(path) { return project }
        return named
    }

    private func projectOfDocuments(_ documents: [ReadDocument]) throws(SnapshotError) -> ProjectPath? {
        let named = documents.compactMap(\.project)
        guard let first = named.first else { return nil }
        if let other = named.first(where: { $0 != first }) {
            throw SnapshotError(firstPath, .severalProjects(first, other))
        }
        return first
    }
}
