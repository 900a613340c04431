import BundleArchive
import EventLedger
import Foundation
import ReleaseModel

/// What one night came to.
struct NightlyReport: Sendable {
    enum Stage: String, Sendable, CaseIterable {
        case check
        case collect
        case store
        case importing = "import"
        case bundle
        case archive
    }

    /// Something that was not done; what it has nothing to do with was done all the same.
    struct Fault: Sendable {
        let stage: Stage
        /// The project or group; nil where it concerns all.
        let subject: String?
        let failure: Failure
        let cause: FailureCause

        /// Whether it concerns a project: by name, as one of a group, or as one of all.
        func concerns(_ project: LedgerProject) -> Bool {
            guard let subject else { return true }
            return project.paths.contains { ProjectPath(subject) == $0.path || $0.path.isIn(group: subject) }
        }

        /// What the log says of it.
        func asLogged(_ attempted: RunFailure.Attempt, waiting: Int? = nil) -> RunFailure {
            RunFailure(
                attempted: attempted, cause: cause.cause, status: cause.status,
                exitCode: Int(failure.status.rawValue), waiting: waiting)
        }
    }

    /// Something that whoever runs the night must know, although nothing failed.
    struct Warning: Sendable {
        /// The project or group.
        let subject: String
        /// In one word, for programs.
        let code: String
        let message: String
        let hint: String?
    }

    let time: Instant
    let isRehearsal: Bool
    var projects = 0
    /// How many snapshots were stored, or are waiting where this is a rehearsal.
    var snapshots = 0
    /// What became of paths: projects that were renamed, and paths that another project has now; a sentence each.
    var renames: [String] = []
    /// How many files of audit events were imported, or are waiting where this is a rehearsal.
    var auditEventFiles = 0
    /// How many files of release evidence, in the same way.
    var evidenceFiles = 0
    /// The paths of what was made, or the names of what is due where this is a rehearsal.
    var bundles: [String] = []
    /// Where bundles were archived.
    var archived: [String] = []
    /// How many files, or groups of files, the ledger can never take in; each was reported on its night.
    var setAside = 0
    /// What is so since tonight, and is no fault.
    private(set) var warnings: [Warning] = []
    /// The projects that are missing from their group's list, each with what became of it; every night.
    var absences: [(project: String, group: String, code: String)] = []
    /// What waits in the outbox; nil where nothing is archived.
    var waiting: [Outbox.Waiting]?
    private(set) var faults: [Fault] = []

    init(at time: Instant, isRehearsal: Bool) {
        self.time = time
        self.isRehearsal = isRehearsal
    }

    /// - Parameter cause: What the log says of it, where the error does not tell.
    mutating func add(
        _ stage: Stage, _ subject: String? = nil, _ error: any Error, cause: RunFailure.Cause? = nil
    ) {
        for failure in Failure.all(in: error) {
            let about = subject.map { failure.message.hasPrefix("\($0):") ? failure : failure.about($0) } ?? failure
            let cause = cause.map { FailureCause($0) } ?? FailureCause(of: error)
            faults.append(Fault(stage: stage, subject: subject, failure: about, cause: cause))
        }
    }

    mutating func warn(_ warning: Warning) {
        warnings.append(warning)
    }

    /// With what the run ends: the code of what went wrong first.
    var status: ExitStatus? { faults.first?.failure.status }
}

extension Failure {
    /// The same, of somebody.
    func about(_ subject: String) -> Failure {
        Failure(status, "\(subject): \(message)", hint: hint)
    }
}

extension NightlyReport {
    /// A few lines for the mail that cron sends.
    var text: String {
        var parts = [
            count(projects, "project"), "\(count(snapshots, "snapshot")) \(isRehearsal ? "waiting" : "stored")",
        ]
        if auditEventFiles > 0 {
            parts.append("\(count(auditEventFiles, "audit event file")) \(isRehearsal ? "waiting" : "imported")")
        }
        if evidenceFiles > 0 {
            parts.append("\(count(evidenceFiles, "evidence file")) \(isRehearsal ? "waiting" : "imported")")
        }
        if !bundles.isEmpty { parts.append(isRehearsal ? "bundles due:" : "bundles made:") }
        let lines = ["\(time.iso8601)\(isRehearsal ? " rehearsal" : ""): \(parts.joined(separator: ", "))"]
        let kept = archived.isEmpty ? [] : ["\(count(archived.count, "bundle")) archived:"] + archived.map { "  \($0)" }
        let left = waiting ?? []
        let outbox =
            left.isEmpty
            ? [] : ["\(count(left.count, "bundle")) waiting in the outbox:"] + left.map { "  \($0.words(at: time))" }
        let aside = setAside > 0 ? ["\(count(setAside, "input")) set aside; see 'release-audit set-aside'"] : []
        let told = warnings.map { "warning: \($0.message)" + ($0.hint.map { "\n  hint: \($0)" } ?? "") }
        let end = status.map { ["\(count(faults.count, "fault")), exit code \($0.rawValue)"] } ?? []
        let made = bundles.map { "  \($0)" }
        return (lines + made + renames + kept + outbox + aside + told + end).joined(separator: "\n")
    }

    /// The same as one line of JSON.
    var json: String {
        var members: [(String, CanonicalJSON)] = [
            (
                "absent",
                .array(
                    absences.map {
                        .object([
                            ("group", .string($0.group)), ("project", .string($0.project)), ("what", .string($0.code)),
                        ])
                    })
            ),
            ("archived", .array(archived.map { .string($0) })), ("audit_event_files", .integer(auditEventFiles)),
            ("bundles", .array(bundles.map { .string($0) })),
            ("evidence_files", .integer(evidenceFiles)),
            ("exit_code", .integer(Int(status?.rawValue ?? 0))),
            (
                "faults",
                .array(
                    faults.map { fault in
                        .object([
                            ("hint", .optional(fault.failure.hint)), ("message", .string(fault.failure.message)),
                            ("stage", .string(fault.stage.rawValue)), ("subject", .optional(fault.subject)),
                        ])
                    })
            ),
            ("projects", .integer(projects)), ("rehearsal", .bool(isRehearsal)), ("set_aside", .integer(setAside)),
            ("snapshots", .integer(snapshots)), ("time", .string(time.iso8601)),
            ("waiting", waiting.map { .integer($0.count) } ?? .null),
            (
                "warnings",
                .array(
                    warnings.map { warning in
                        .object([
                            ("hint", .optional(warning.hint)), ("message", .string(warning.message)),
                            ("subject", .string(warning.subject)), ("what", .string(warning.code)),
                        ])
                    })
            ),
        ]
        if !renames.isEmpty { members.append(("renames", .array(renames.map { .string($0) }))) }
        return CanonicalJSON.object(members).text
    }
}
