package import ReleaseModel

/// Tells which project an audit event is of.
///
/// By the path it names, where it names one. An event without a path, or with the path that the project had before it was
/// renamed, is told by GitLab's number of the project, which other events of the same files, earlier imports, or the
/// operator tell. Where nothing does, the operator's word that a file is of one project counts for events that all bear
/// one number; anything else is refused.
package struct AuditAssignment: Sendable {
    /// The project that the operator stated; nil where the ledger's projects are looked for.
    private let stated: ProjectPath?
    private let statedID: Int64?
    private let projects: Set<ProjectPath>
    private var pathsByID: [Int64: ProjectPath] = [:]
    private var numbers: [ProjectPath: Int64] = [:]

    /// - Parameters:
    ///   - projects: Those of the ledger, with GitLab's numbers of them where earlier imports told.
    package init(stated: ProjectPath?, statedID: Int64?, projects: [ProjectPath: Int64?], files: [AuditFile]) {
        self.stated = stated
        self.statedID = statedID
        self.projects = stated.map { [$0] } ?? Set(projects.keys)
        for (project, id) in projects where self.projects.contains(project) {
            if let id { pathsByID[id] = project }
        }
        if let stated, let statedID { pathsByID[statedID] = stated }
        for event in files.flatMap(\.events).map(\.event) where event.entity.type == "Project" {
            guard let id = event.entity.id, let path = event.entity.path.flatMap({ ProjectPath($0) }),
                self.projects.contains(path)
            else { continue }
            pathsByID[id] = path
        }
        for (id, path) in pathsByID { numbers[path] = max(id, numbers[path] ?? id) }
    }

    /// An event with the project it is of, nil for none of those looked for, and the reason.
    struct Assigned {
        let event: AuditEvent
        let project: ProjectPath?
        let reason: AuditImportRecord.Assignment
    }

    /// Assigns all events of a file.
    func events(of file: AuditFile) throws(AuditImportError) -> [Assigned] {
        let open = file.events.filter { isOpen($0.event) }
        let ids = Set(open.compactMap(\.event.entity.id))
        if let first = open.first {
            guard stated != nil else {
                throw AuditImportError(file: file.path, at: first.place, reason: .noProject(id: first.event.id))
            }
            guard statedID == nil, !hasNumber else { return file.events.map { assigned($0.event, isStated: false) } }
            guard ids.count <= 1 else {
                throw AuditImportError(file: file.path, reason: .severalProjects(ids.sorted()))
            }
        }
        return file.events.map { assigned($0.event, isStated: true) }
    }

    /// GitLab's number of a project, where anything tells.
    func number(of project: ProjectPath) -> Int64? { numbers[project] }

    /// Whether the number of the stated project is known.
    private var hasNumber: Bool { stated.map { number(of: $0) != nil } ?? false }

    /// Whether neither the path nor the number tells.
    private func isOpen(_ event: AuditEvent) -> Bool {
        event.entity.type == "Project" && event.entity.path == nil
            && (event.entity.id.map { pathsByID[$0] == nil } ?? true)
    }

    private func assigned(_ event: AuditEvent, isStated: Bool) -> Assigned {
        guard event.entity.type == "Project" else {
            return Assigned(event: event, project: nil, reason: .entityPath)
        }
        if let path = event.entity.path.flatMap({ ProjectPath($0) }), projects.contains(path) {
            return Assigned(event: event, project: path, reason: .entityPath)
        }
        if let project = event.entity.id.flatMap({ pathsByID[$0] }) {
            return Assigned(event: event, project: project, reason: .entityID)
        }
        guard isStated, event.entity.path == nil else {
            return Assigned(event: event, project: nil, reason: .entityPath)
        }
        return Assigned(event: event, project: stated, reason: .stated)
    }
}
