package import ReleaseModel

extension Milestone {
    /// What differs in title, state and dates from how the milestone was last shown.
    package func changes(since known: Milestone) -> [FieldChange] {
        func change(_ field: String, _ before: String?, _ after: String?) -> FieldChange? {
            guard !before.isSame(as: after) else { return nil }
            return FieldChange(
                field: "milestones[\(id)].\(field)", before: FieldValue(before), after: FieldValue(after))
        }
        return [
            change("title", known.title, title),
            known.state == nil || state == nil ? nil : change("state", known.state, state),
            known.dueDate.isShown && dueDate.isShown ? change("due_date", known.dueDate.value, dueDate.value) : nil,
            known.startDate.isShown && startDate.isShown
                ? change("start_date", known.startDate.value, startDate.value) : nil,
        ].compactMap { $0 }
    }
}
