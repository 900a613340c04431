import ReleaseDiff
import ReleaseModel

extension Event {
    /// The project goes by another path than before; the same project by GitLab's number, or by the operator's statement.
    static func projectRenamed(from path: ProjectPath, in step: SnapshotStep) -> Event {
        let project = step.record.project
        let bounds = step.bounds(after: step.earlierSnapshot)
        let changes = [
            FieldChange(
                field: "path_with_namespace", before: .text(path.description), after: .text(project.description))
        ]
        return Event(
            id: EventID(
                project: project, kind: .projectRenamed, subject: "project", createdAt: nil, bounds: bounds,
                changes: changes),
            project: project, kind: .projectRenamed, observation: .observed, tag: nil, releases: [], author: .unknown,
            action: "Renamed project from \(path) to \(project)", target: project.description,
            time: .bounded(bounds), changes: changes,
            evidence: EventEvidence(before: step.earlierSnapshot, after: step.reference(to: nil)), exceptions: [],
            release: nil)
    }
}
