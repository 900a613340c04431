package import ReleaseModel

/// One field of a release, or of a milestone, before and after.
package struct FieldChange: Sendable, Equatable {
    /// The path in GitLab's document; where an element of a list is meant, its id stands in brackets:
    /// `assets.links[12].url`.
    package let field: String
    package let before: FieldValue
    package let after: FieldValue
    /// What was added, removed and kept, where the field is a set.
    package let members: SetChange?

    package init(field: String, before: FieldValue, after: FieldValue, members: SetChange? = nil) {
        self.field = field
        self.before = before
        self.after = after
        self.members = members
    }
}

/// A value in a change.
package enum FieldValue: Sendable, Equatable {
    /// There was none: `null`, or the element did not exist.
    case nothing
    case text(String)
    case instant(Instant)
    /// Titles, in GitLab's order.
    case list([String])
    /// The parts of an element that came or went as a whole, in GitLab's order.
    case record([Part])

    /// One named part of an element.
    package struct Part: Sendable, Equatable {
        package let name: String
        package let value: String?

        package init(_ name: String, _ value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// A shown text, or nothing.
    package init(_ text: String?) {
        self = text.map { .text($0) } ?? .nothing
    }
}

/// How a set of milestones changed; every list is in GitLab's order.
package struct SetChange: Sendable, Equatable {
    package let added: [Milestone]
    package let removed: [Milestone]
    package let kept: [Milestone]

    package init(added: [Milestone], removed: [Milestone], kept: [Milestone]) {
        self.added = added
        self.removed = removed
        self.kept = kept
    }
}
