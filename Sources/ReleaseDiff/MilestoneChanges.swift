package import ReleaseModel

extension Milestone {
    /// What differs in title, state and dates from how the milestone was last shown.
    package func changes(since known: Milestone) -> [FieldChange] {
        func change(_ field: String, _ before: String?, _ after: String?) -> FieldChange? {
            guard before != after else { return nil }
            return FieldChange(
                field: "milestones[\(id)].\(field)", before: FieldValue(before), after: FieldValue(after))
        }
        return [
            change("title", known.title, title),
            known.state == nil || state == nil ? nil : change("state", known.state, state),
            change("due_date", known.dueDate, dueDate),
            change("start_date", known.startDate, startDate),
        ].compactMap { $0 }
    }
}
