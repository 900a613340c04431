/// A stretch of time in which no event of the audit log is missing from a file, both ends included.
package struct AuditCover: Sendable, Hashable {
    /// How it is known.
    package enum Basis: Sendable, Hashable {
        /// The operator said so.
        case stated
        /// The token that asked GitLab for the events was proved to be allowed to see all of them.
        case proved(CoverProof)
        /// From the first event of the file to the last, as versions of this program before rule set 3 took it. A list that GitLab
        /// filtered looks the same, so that it proves nothing.
        case events

        /// The stable name in log entries and reports.
        package var id: String {
            switch self {
            case .stated: "stated"
            case .proved: "proved"
            case .events: "events"
            }
        }
    }

    package let from: Instant
    package let to: Instant
    package let basis: Basis

    package init(from: Instant, to: Instant, basis: Basis) {
        self.from = from
        self.to = to
        self.basis = basis
    }

    /// Whether somebody stands for it who can know: the operator, or GitLab itself.
    package var isVouchedFor: Bool {
        switch basis {
        case .stated, .proved: true
        case .events: false
        }
    }
}

/// That a token may see all audit events of a project.
///
/// GitLab answers whoever lacks the right `admin_project` with status 200 and that account's own events only
/// (ee/lib/ee/api/projects.rb, `filter_by_author`).
package struct CoverProof: Sendable, Hashable {
    /// What GitLab said of the right.
    package enum Means: String, Sendable, CaseIterable {
        /// `permissions` of `GET /projects/:id`: an access level of 40 (Maintainer) or more.
        case projectPermissions = "project-permissions"
        /// `userPermissions { adminProject }` of GraphQL.
        case adminProject = "admin-project"
    }

    package let means: Means
    /// GitLab's number of the role; nil where the means names none.
    package let accessLevel: Int64?
    /// The file with GitLab's answer, as seen from the snapshot's folder.
    package let file: String
    package let digest: Digest

    package init(means: Means, accessLevel: Int64?, file: String, digest: Digest) {
        self.means = means
        self.accessLevel = accessLevel
        self.file = file
        self.digest = digest
    }

    /// GitLab's number of the role Maintainer, the least that sees all audit events of a project.
    package static let leastAccessLevel: Int64 = 40
}

/// A stretch of time that a sidecar says its file covers, and why that counts for nothing.
package struct AuditClaim: Sendable, Hashable {
    package enum Reason: String, Sendable, CaseIterable {
        /// The sidecar names no proof.
        case noProof = "no-proof"
        /// The file that the sidecar names as proof does not exist beside it, or has another digest.
        case proofMissing = "proof-missing"
        /// The file is there and does not show the right.
        case proofDoesNotShow = "proof-does-not-show"
    }

    package let from: Instant
    package let to: Instant
    package let reason: Reason

    package init(from: Instant, to: Instant, reason: Reason) {
        self.from = from
        self.to = to
        self.reason = reason
    }
}
