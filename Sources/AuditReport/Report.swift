package import EventInference
package import ReleaseEvidence
package import ReleaseModel

/// Everything a report says, whatever the format: HTML, Markdown and XML all render this one value.
package struct Report: Sendable {
    package let parameters: ReportParameters
    /// What is known of the project besides the path it has at the end of the period.
    package let identified: ReportedProject
    /// The snapshots of the period, oldest first, and the one before it that the first is compared with.
    package let snapshots: [SnapshotLine]
    package let source: ReportSource
    package let coverage: Coverage
    package let totals: ControlTotals
    /// How many events of each kind, zeros included, in the order of ``EventKind``.
    package let counts: [EventCount]
    /// The events observed in the period, oldest first.
    package let events: [Event]
    /// How many events were observed in the period, those that the filter leaves out among them.
    package let unfilteredCount: Int
    /// The opening population: releases that were there when watching began, as GitLab states their creation.
    package let baseline: [Event]
    /// Whether watching began in the period, whatever the filter leaves of the opening population.
    package let beginsWatching: Bool
    package let notices: [Notice]
    /// Exceptions at releases that no event shows.
    package let exceptions: [ReleaseException]
    /// The events beside GitLab's audit log; nil where the rules do not hold them against it.
    package let auditLog: AuditLogFindings?
    /// One entry per release that existed at any time in the period, in the order of their creation.
    package let releases: [ReleaseHistory]
    /// What archives said of this project's bundles in the period, in the order of the log.
    package let receipts: [ArchiveReceipt]

    /// The events, those of the opening population first, at which a rule fired.
    package var exceptional: [Event] {
        baseline.filter { !$0.exceptions.isEmpty } + events.filter { !$0.exceptions.isEmpty }
    }

    /// The edits of the period whose editor nothing names.
    package var editsByUnknown: Int { events.count { $0.isEdit && $0.author.basis == .unknown } }

    package var project: ProjectPath { parameters.project }
    package var period: Period? { parameters.period }
    package var filter: EventFilter { parameters.filter }
    package var tool: ToolIdentity { parameters.tool }
}

/// One snapshot in the report's register.
package struct SnapshotLine: Sendable, Equatable {
    package let record: SnapshotRecord
    /// Whether it lies before the period and only opens it.
    package let isOpening: Bool
    /// How many of the report's events it is the later side of; the opening population is none of them.
    package let eventCount: Int
}

/// The sum that shows that no release is missing: opening + created + found - deleted - out of sight = closing.
package struct ControlTotals: Sendable, Equatable {
    /// Releases known at the start of the period.
    package let opening: Int
    package let created: Int
    /// Releases that came into sight without having been created in the period.
    package let found: Int
    package let deleted: Int
    /// Releases known at the end of the period.
    package let closing: Int

    /// Whether the sum holds.
    package var hold: Bool { opening + created + found - deleted == closing }

    /// What is between opening and closing is counted from what the report says, never from the difference.
    init(opening: Int, events: [Event], notices: [Notice], closing: Int) {
        self.opening = opening
        created = events.count { $0.kind == .releaseCreated && $0.observation == .observed }
        found = notices.filter { $0.kind == .firstSeen || $0.kind == .deletionContradicted }
            .reduce(0) { $0 + $1.tags.count }
        deleted = events.count { $0.kind == .releaseDeleted }
        self.closing = closing
    }
}

extension EventKind {
    /// Whether a report lists the kind: what hardly any project ever has, and no rule set had before, where it happened.
    func isListed(count: Int) -> Bool { since < 3 || count > 0 }
}

/// How many events of one kind.
package struct EventCount: Sendable, Equatable {
    package let kind: EventKind
    package let count: Int
}

/// One release and all that happened to it in the report's period.
package struct ReleaseHistory: Sendable {
    /// Where the release stands at the end of the period.
    package enum State: String, Sendable, CaseIterable {
        case present
        case outOfWindow = "out-of-window"
        case deleted
    }

    package let tag: String
    /// As last seen.
    package let release: Release
    package let document: DocumentReference
    package let state: State
    /// What happened to it in the period, and its baseline entry; oldest first.
    package let events: [Event]
    /// The files of its evidence that were imported, in the order of the log, with what came out of comparing them.
    package let evidence: [EvidenceFinding]
}
