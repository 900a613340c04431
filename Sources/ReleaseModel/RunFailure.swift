/// What a run of the program tried for a project and could not do, and why.
///
/// Told in codes and numbers alone: no words of a server or a system are in it, so that nothing secret can be, and so
/// that a report can say it in any language.
package struct RunFailure: Sendable, Hashable {
    package enum Attempt: String, Sendable, CaseIterable {
        /// To have a snapshot of the night, from GitLab or from the job that takes them.
        case snapshot
        /// To send the project's bundles to the archive.
        case archive
        /// To have all of the project's audit events, which GitLab shows only to those who may read them.
        case auditEvents = "audit-events"
    }

    package enum Cause: String, Sendable, CaseIterable {
        /// The server answered with a status that is a refusal.
        case refused
        /// The server gave no answer.
        case unreachable
        /// The server was not asked any more, because it had failed for others.
        case notTried = "not-tried"
        /// The list of releases changed each time it was read.
        case unsettled
        /// What was there is not what it should be.
        case notUsable = "not-usable"
        /// Nothing was there.
        case missing
        /// The machine that the program runs on could not read, write or begin.
        case machine
    }

    package let attempted: Attempt
    package let cause: Cause
    /// The HTTP status of a refusal.
    package let status: Int?
    /// With which exit code the program ends where nothing else fails.
    package let exitCode: Int
    /// How many of the project's bundles wait to be archived; nil where snapshots were tried for.
    package let waiting: Int?

    package init(attempted: Attempt, cause: Cause, status: Int? = nil, exitCode: Int, waiting: Int? = nil) {
        self.attempted = attempted
        self.cause = cause
        self.status = status
        self.exitCode = exitCode
        self.waiting = waiting
    }
}

/// A failure with the time at which the run began, by the clock of its machine.
package struct FailedRun: Sendable, Equatable {
    package let startedAt: Instant
    package let failure: RunFailure

    package init(startedAt: Instant, failure: RunFailure) {
        self.startedAt = startedAt
        self.failure = failure
    }
}
