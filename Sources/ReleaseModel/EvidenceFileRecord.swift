/// A file of GitLab's release evidence that was imported for a project, without its bytes.
package struct EvidenceFileRecord: Sendable, Equatable {
    package let project: ProjectPath
    /// The file's own name, or what tells it apart from others where it was collected.
    package let fileName: PlainFilePath
    /// Of the file as GitLab handed it out; names the attachment that holds it.
    package let digest: Digest
    package let byteCount: Int
    /// The tag of the release, as the file says.
    package let tag: String
    /// GitLab's number of the project, as the file says.
    package let projectID: Int64?
    /// GitLab's number of the evidence, which the file's name ends in; nil for a file of another name.
    package let number: Int64?
    /// When GitLab collected the evidence, as its list of releases said when the file was fetched; nil where no sidecar
    /// tells.
    package let collectedAt: Instant?
    /// The `sha` of the list, an opaque token that nobody outside of GitLab can recompute; nil where no sidecar tells.
    package let token: String?

    package init(
        project: ProjectPath, fileName: PlainFilePath, digest: Digest, byteCount: Int, tag: String, projectID: Int64?,
        number: Int64?, collectedAt: Instant?, token: String?
    ) {
        self.project = project
        self.fileName = fileName
        self.digest = digest
        self.byteCount = byteCount
        self.tag = tag
        self.projectID = projectID
        self.number = number
        self.collectedAt = collectedAt
        self.token = token
    }

    /// Whether the other tells of the same evidence, and nothing that this does not tell.
    package func saysAll(of other: EvidenceFileRecord) -> Bool {
        project == other.project && digest == other.digest && number == other.number
            && (other.collectedAt == nil || collectedAt == other.collectedAt)
            && (other.token == nil || token.isSame(as: other.token))
    }
}
