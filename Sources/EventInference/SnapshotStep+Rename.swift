import ReleaseModel

// Whether the project has another path than in the snapshot before.
extension SnapshotStep {
    /// Tells a rename, and that the operator stated it where nothing else shows it.
    ///
    /// Letter case alone counts where the documents of both snapshots show it: GitLab takes both spellings for one path, and
    /// an empty list spells none.
    mutating func noteRename(_ statements: [ProjectRename]) {
        guard let earlier = before.previous, !earlier.project.isSpelled(as: record.project) else { return }
        if earlier.project == record.project, earlier.list.isEmpty || shown.isEmpty { return }
        if rules.follows3 { events.append(.projectRenamed(from: earlier.project, in: self)) }
        for statement in statements
        where statement.to.isSpelled(as: record.project) || statement.from.isSpelled(as: earlier.project) {
            guard let stated = statement.statement else { continue }
            note(
                .continuationStated,
                details: [
                    statement.from.description, statement.to.description, stated.at.iso8601, stated.by ?? "",
                ])
        }
    }
}
