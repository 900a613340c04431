package import ReleaseModel

/// What became of one subject.
package struct CollectedOutcome: Sendable {
    package let subject: CollectedSubject
    package internal(set) var snapshot: Snapshot?
    /// Nil where none were wanted, or an earlier run, which was interrupted, had kept them; so with ``evidence``.
    package internal(set) var auditEvents: AuditEvents?
    package internal(set) var evidence: EvidenceFiles?
    package internal(set) var failures: [GitLabFault] = []
    /// Where the files are stored: in GitLab's spelling, by the present path.
    package internal(set) var home: CollectedSubject
    /// What is so tonight and was not told before.
    package internal(set) var notes: [CollectedNote] = []
    /// The same of the projects of a group.
    package internal(set) var memberNotes: [(project: ProjectPath, note: CollectedNote)] = []
    /// The projects that are missing from the group's list tonight, told before or not.
    package internal(set) var absences: [(project: ProjectPath, absence: Absence)] = []

    init(subject: CollectedSubject) {
        self.subject = subject
        home = subject
    }

    /// Adds what became of the audit events of one project of a group.
    mutating func add(_ events: AuditEvents?) {
        switch (auditEvents, events) {
        case (_, nil), (_, AuditEvents.none?): break
        case (nil, let events), (AuditEvents.none?, let events), (.notReadable?, let events): auditEvents = events
        case (.kept, .notReadable?): break
        case (.kept(let mine, let span, let isCovered), .kept(let theirs, let other, let isOtherCovered)?):
            let whole = TimeSpan(from: max(span.from, other.from), to: min(span.to, other.to))
            auditEvents = .kept(mine + theirs, whole, isCovered: isCovered && isOtherCovered)
        }
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
        /// How many, of which time, and whether it was proved that these are all.
        case kept(Int, TimeSpan, isCovered: Bool)
        /// The reader may not read them.
        case notReadable(GitLabFault)
        /// No time has passed since the last ones.
        case none
    }

    package struct EvidenceFiles: Sendable {
        package internal(set) var kept = 0
        /// Listed by GitLab, but not handed out.
        package internal(set) var notReadable = 0
        /// Not asked for, because GitLab hands them to browser sessions only.
        package internal(set) var forBrowsers = 0
        /// Listed under an address that is not the server's own, to which no token is sent.
        package internal(set) var elsewhere = 0
    }
}
