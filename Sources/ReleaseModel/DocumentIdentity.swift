/// What must be known of a release document to place it, without decoding it again.
package struct DocumentIdentity: Sendable, Equatable {
    package let tag: String
    package let createdAt: Instant
    /// The project that the document's own links name; nil where it has none.
    package let project: ProjectPath?
    /// GitLab's number of the project, where a milestone of the release tells it.
    package let projectNumber: Int64?

    package init(tag: String, createdAt: Instant, project: ProjectPath?, projectNumber: Int64? = nil) {
        self.tag = tag
        self.createdAt = createdAt
        self.project = project
        self.projectNumber = projectNumber
    }
}

extension Release {
    /// What places the release among others.
    package var identity: DocumentIdentity {
        DocumentIdentity(tag: tag, createdAt: createdAt, project: project, projectNumber: projectNumber)
    }
}
