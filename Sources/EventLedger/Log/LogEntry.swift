import Foundation
package import ReleaseModel

/// One fact in the log of a project.
///
/// Facts are what was seen or done, never what was inferred: events follow from the facts by a rule set, so that a better
/// rule can be applied to an old log. The written form is described in the article <doc:LogEntries>.
package enum LogEntry: Sendable, Equatable {
    case run(RunRecord)
    case snapshot(SnapshotRecord)
    case auditImport(AuditImportRecord)
    case evidenceFile(EvidenceFileRecord)
    case archiveReceipt(ArchiveReceipt)
    case projectRenamed(ProjectRename)
    case pathReused(PathReuse)

    /// The project whose log the entry belongs to, by the path that it has from here on.
    package var project: ProjectPath {
        switch self {
        case .run(let run): run.project
        case .snapshot(let snapshot): snapshot.project
        case .auditImport(let file): file.project
        case .evidenceFile(let file): file.project
        case .archiveReceipt(let receipt): receipt.project
        case .projectRenamed(let rename): rename.to
        case .pathReused(let reuse): reuse.project
        }
    }

    /// Whether it tells of a run of the program.
    var isRun: Bool {
        switch self {
        case .run: true
        case .snapshot, .auditImport, .evidenceFile, .archiveReceipt, .projectRenamed, .pathReused: false
        }
    }

    /// The bytes that the entry names by digest, besides release documents; kept beside the log, see <doc:LogEntries>.
    package var attachments: [Digest] {
        switch self {
        case .run, .snapshot, .archiveReceipt, .projectRenamed, .pathReused: []
        case .auditImport(let file): [file.content]
        case .evidenceFile(let file): [file.digest]
        }
    }

    /// The largest entry, in bytes; C2SP's tlog-tiles cannot hold a larger one.
    package static let largest = 65_535
}

/// A run of the program that added to the log, or that could not; the entries after it, up to the next run, are from it.
package struct RunRecord: Sendable, Equatable {
    package let project: ProjectPath
    /// What the clock of the machine said when the run began.
    package let startedAt: Instant
    /// The program and its version, such as `release-audit 1.0.0`.
    package let tool: String
    /// Who or what ran it, as the operator states it; nil where nothing is stated.
    package let runBy: String?
    /// What it tried for the project and could not do; nil where nothing is to be told.
    package let failure: RunFailure?

    package init(
        project: ProjectPath, startedAt: Instant, tool: String, runBy: String? = nil, failure: RunFailure? = nil
    ) {
        self.project = project
        self.startedAt = startedAt
        self.tool = tool
        self.runBy = runBy
        self.failure = failure
    }

    /// The failure with its time; nil where nothing failed.
    package var failed: FailedRun? { failure.map { FailedRun(startedAt: startedAt, failure: $0) } }
}

extension [LogEntry] {
    /// The renames of the project, in the order of its log.
    package var renames: [ProjectRename] {
        compactMap { entry in
            guard case .projectRenamed(let rename) = entry else { return nil }
            return rename
        }
    }
}
