/// That a project goes by another path from here on.
package struct ProjectRename: Sendable, Equatable {
    /// How it is known that both paths are of one project; the raw values are stable ids.
    package enum Basis: String, Sendable, CaseIterable {
        /// GitLab's number of the project is the same.
        case number
        /// GitLab spells the same path in another letter case.
        case letterCase = "letter-case"
        /// The operator says so.
        case stated
    }

    package let from: ProjectPath
    package let to: ProjectPath
    package let basis: Basis
    /// When the operator stated it, and who that was as far as it is known; nil where nobody had to.
    package let statement: Statement?
    /// What is known of the project from here on, where it is another than before: an operator can state that as well.
    package let identity: ProjectIdentity

    package struct Statement: Sendable, Equatable {
        package let at: Instant
        package let by: String?

        package init(at: Instant, by: String?) {
            self.at = at
            self.by = by
        }
    }

    package init(
        from: ProjectPath, to: ProjectPath, basis: Basis, statement: Statement? = nil,
        identity: ProjectIdentity = .unknown
    ) {
        self.from = from
        self.to = to
        self.basis = basis
        self.statement = statement
        self.identity = identity
    }
}

/// That another project was seen under the path of this one.
package struct PathReuse: Sendable, Equatable {
    /// The path that both have had.
    package let project: ProjectPath
    /// What is known of the other one.
    package let other: ProjectIdentity
    /// When the snapshot was taken that first shows it.
    package let capturedAt: CaptureTime

    package init(project: ProjectPath, other: ProjectIdentity, capturedAt: CaptureTime) {
        self.project = project
        self.other = other
        self.capturedAt = capturedAt
    }
}
