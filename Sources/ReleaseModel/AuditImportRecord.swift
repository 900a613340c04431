/// A file of GitLab's audit events that was imported for a project, without the events themselves.
package struct AuditImportRecord: Sendable, Equatable {
    /// How GitLab gave the events out.
    package enum Form: String, Sendable, CaseIterable {
        /// Answers of the Audit Events API: arrays of a project's, a group's or the instance's events.
        case api
        /// The export of the instance's audit log as CSV.
        case csv
        /// Events as they were streamed, one JSON object a line.
        case stream
        /// Streamed events in the entries of a Google Cloud log.
        case cloudLog = "gcp-log"
        /// Lines of the file `audit_json.log` of a self-managed GitLab.
        case serverLog = "audit-json-log"
    }

    /// By what the events were found to be of the project; the weakest reason that was needed.
    package enum Assignment: String, Sendable, CaseIterable {
        /// Each event names the project's path.
        case entityPath = "entity-path"
        /// Some events name only GitLab's number of the project, which is known from others or was stated.
        case entityID = "entity-id"
        /// Some events name neither; the operator said that all of the file are of the project.
        case stated
    }

    /// How many events the file holds, and what became of them.
    package struct Counts: Sendable, Equatable {
        /// Of the project, and about releases or downloads: kept.
        package let kept: Int
        /// Of the project, about other things: counted by name.
        package let ignored: Int
        /// Of other projects, groups, users or the instance.
        package let elsewhere: Int
        /// Given twice in the file, word for word.
        package let repeated: Int

        package init(kept: Int, ignored: Int, elsewhere: Int, repeated: Int) {
            self.kept = kept
            self.ignored = ignored
            self.elsewhere = elsewhere
            self.repeated = repeated
        }
    }

    package let project: ProjectPath
    /// The file's own name, without folders.
    package let fileName: PlainFilePath
    package let fileDigest: Digest
    package let byteCount: Int
    package let form: Form
    /// The stretch of time of which the file holds all events; nil where nobody says so who can know.
    package let cover: AuditCover?
    /// What the file's sidecar says the file covers, without a proof that holds; it covers nothing.
    package let claim: AuditClaim?
    package let assignment: Assignment
    /// GitLab's number of the project, where the file or the operator tells.
    package let projectID: Int64?
    package let counts: Counts
    /// Names the attachment that holds the kept events, and the ignored ones by name.
    package let content: Digest

    package init(
        project: ProjectPath, fileName: PlainFilePath, fileDigest: Digest, byteCount: Int, form: Form,
        cover: AuditCover?,
        claim: AuditClaim? = nil, assignment: Assignment, projectID: Int64?, counts: Counts, content: Digest
    ) {
        self.project = project
        self.fileName = fileName
        self.fileDigest = fileDigest
        self.byteCount = byteCount
        self.form = form
        self.cover = cover
        self.claim = claim
        self.assignment = assignment
        self.projectID = projectID
        self.counts = counts
        self.content = content
    }
}
