package import ReleaseModel

/// What became of one subject.
package struct CollectedOutcome: Sendable {
    package let subject: CollectedSubject
    package internal(set) var snapshot: Snapshot?
    /// Nil where none were wanted, or an earlier run, which was interrupted, had kept them; so with ``evidence``.
    package internal(set) var auditEvents: AuditEvents?
    package internal(set) var evidence: EvidenceFiles?
    package internal(set) var failures: [GitLabFault] = []

    init(subject: CollectedSubject) {
        self.subject = subject
    }

    package struct Snapshot: Sendable {
        package let folder: String
        /// By GitLab's clock.
        package let capturedAt: Instant
        /// Nil where an earlier run, which was interrupted, had kept it.
        package let content: Content?
    }

    package struct Content: Sendable {
        package let releases: Int
        package let pages: Int
        /// How often the list was read until it was settled.
        package let readings: Int
    }

    package enum AuditEvents: Sendable {
        /// How many, and of which time these are all.
        case kept(Int, TimeSpan)
        /// The reader may not read them.
        case notReadable(GitLabFault)
        /// No time has passed since the last ones.
        case none
    }

    package struct EvidenceFiles: Sendable {
        package internal(set) var kept = 0
        /// Listed by GitLab, but not handed out.
        package internal(set) var notReadable = 0
        /// Listed under an address that is not the server's own, to which no token is sent.
        package internal(set) var elsewhere = 0
    }
}
