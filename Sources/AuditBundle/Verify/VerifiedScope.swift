package import AuditReport
package import EventInference
import EventLedger
package import ReleaseModel
import ReportRendering
import ReportSignature

/// What a bundle is about, as the verdict says it: a bundle that holds in itself may still be another than was asked for.
package struct VerifiedScope: Sendable, Equatable {
    /// What its folder was called when it was made.
    package let name: String
    package let project: ProjectPath
    package let period: Period?
    package let identity: String
    package let tool: String
    package let generatedOn: CivilDay
    /// Whether it was made before its period was over.
    package let isPreliminary: Bool
    package let rules: Int
    package let newestRules: Int
    /// The rules for exceptions that were not applied, also because an older rule set does not have them.
    package let rulesOff: [ExceptionRule]
    package let filter: EventFilter
    package let eventCount: Int
    package let exceptionCount: Int
    package let leftOutByFilter: Int
    package let cadence: Cadence
    package let snapshotCount: Int
    package let newestSnapshot: CaptureTime?
    /// How many entries the checkpoint covers.
    package let logSize: Int
    package let lastRun: Instant?
    /// The templates, style sheets and words that are not the program's own.
    package let replaced: [String]
    package let brand: String?

    init(_ source: BundleSource, _ report: Report) {
        let parameters = source.parameters
        name = source.name
        project = parameters.project
        period = parameters.period
        identity = source.facts.identity.description
        tool = parameters.tool.label
        generatedOn = source.facts.madeOn
        isPreliminary =
            parameters.period.map { source.facts.madeOn.start < $0.end && !source.facts.isDayOf($0.end) } ?? false
        rules = parameters.rules.version
        newestRules = RuleSet.newest.version
        rulesOff = parameters.rulesNotApplied
        filter = parameters.filter
        eventCount = report.events.count
        exceptionCount = report.exceptional.count + report.exceptions.count
        leftOutByFilter = report.unfilteredCount - report.events.count
        cadence = report.coverage.cadence
        snapshotCount = report.snapshots.count
        newestSnapshot = source.newestSnapshot
        logSize = source.log.checkpoint.size
        lastRun = source.log.entries.compactMap { if case .run(let run) = $0 { run.startedAt } else { nil } }.max()
        replaced = source.templates.customised
        brand = source.templates.brand?.organization
    }

    /// How many days lie between the newest snapshot of the log and the day on which the bundle was generated.
    package var daysSinceNewestSnapshot: Int64? {
        newestSnapshot.map { generatedOn.daysSince1970 - $0.earliest.day.daysSince1970 }
    }
}

extension BundleFacts {
    fileprivate func isDayOf(_ end: Instant) -> Bool { end.day == madeOn }
}

extension BundleSource {
    /// When the newest snapshot of the log was taken, those after the period among them.
    fileprivate var newestSnapshot: CaptureTime? {
        log.entries.lazy.reversed().compactMap { if case .snapshot(let record) = $0 { record.capturedAt } else { nil } }
            .first
    }
}

extension BundleVerifier {
    /// Says what the bundle is about, and fails where that is not what was expected or cannot have happened so.
    func scope(
        of source: BundleSource, _ derived: Report, _ signed: SignedBag, _ report: inout VerificationReport
    ) {
        let scope = VerifiedScope(source, derived)
        report.scope = scope
        _ = report.check(.scope) {
            if let project = expectations.project, project != scope.project {
                throw VerificationFault.otherScope(
                    "project", expected: project.description, found: scope.project.description)
            }
            if let period = expectations.period, period.start != scope.period?.start || period.end != scope.period?.end
            {
                throw VerificationFault.otherScope(
                    "period", expected: period.label, found: scope.period?.label ?? "all that was observed")
            }
            try mustBePossible(source, signed)
            return (
                (), "\(scope.project), \(scope.period?.label ?? "all that was observed"); times in a possible order"
            )
        }
    }

    /// Throws where something is said to have been made before what it is made of.
    private func mustBePossible(_ source: BundleSource, _ signed: SignedBag) throws {
        let generated = source.facts.madeOn
        // Clocks of servers and machines differ; ten minutes are what a snapshot may lie ahead.
        let latest = generated.next.start.advanced(bySeconds: 600)
        func mustBeBefore(_ time: Instant, _ what: String) throws {
            guard time > latest else { return }
            throw VerificationFault.impossibleTime("generated on \(generated), before \(what) of \(time.iso8601)")
        }
        for entry in source.log.entries {
            switch entry {
            case .run(let run): try mustBeBefore(run.startedAt, "a run in its log")
            case .snapshot(let record): try mustBeBefore(record.capturedAt.earliest, "a snapshot in its log")
            case .archiveReceipt(let receipt): try mustBeBefore(receipt.at, "an archive receipt in its log")
            case .auditImport, .evidenceFile: break
            }
        }
        let earliest = generated.start.advanced(bySeconds: -600)
        for (what, at) in [("signed", signed.signedAt), ("time-stamped", signed.stampedAt)] {
            guard let at, at < earliest else { continue }
            throw VerificationFault.impossibleTime("\(what) at \(at.iso8601), before it was generated on \(generated)")
        }
        guard generated.start <= time.advanced(bySeconds: 86_400) else {
            throw VerificationFault.impossibleTime(
                "generated on \(generated), after the time of this check, \(time.iso8601)")
        }
    }
}
