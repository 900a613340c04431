import AuditLogImport
import EventLedger
import ReleaseEvidence
import ReleaseModel
import ReleaseSnapshot

/// One night: every stage for every project, where one that fails does not stop the others.
final class NightlyRun {
    /// Whose paths are those of tonight, once they are known.
    var plan: NightlyPlan
    let checks: NightlyChecks
    let run = RunOfProgram.now
    var report: NightlyReport
    /// What lies in the folder of snapshots, once tonight's were collected.
    var branches: [SnapshotTree.Branch] = []
    /// When the snapshots were taken that are in the ledger, or would be if this were no rehearsal.
    var known: [LedgerProject: [CaptureTime]] = [:]
    /// The projects of which a rehearsal found snapshots that a run would store.
    var rehearsed: Set<ProjectPath> = []
    /// When those snapshots were taken of which a rehearsal found that the ledger does not know the project.
    var rehearsedTimes: [ProjectPath: [CaptureTime]] = [:]
    /// Projects and groups whose snapshots could not all be read tonight; what comes after waits for the next night.
    var delayed: Set<String> = []
    /// What the ledger can never take in.
    var setAside: SetAside?
    /// Projects that are missing from their group's list since tonight, and that GitLab refused to show.
    var absences: [(project: ProjectPath, status: Int)] = []
    /// Projects of which the token could read all audit events the last time, and not tonight.
    var rightsLost: [ProjectPath] = []
    /// Projects and groups that would be collected now, in a rehearsal that found the server to be there.
    var collectable: Set<String> = []

    /// - Parameter isRehearsal: Whether everything is only looked at, and nothing written.
    init(_ plan: NightlyPlan, isRehearsal: Bool) {
        self.plan = plan
        checks = NightlyChecks(plan: plan)
        report = NightlyReport(at: plan.now, isRehearsal: isRehearsal)
    }

    /// Does all there is to do, and says what it came to.
    func perform() async -> NightlyReport {
        // Where the ledger is not where it was, whatever is collected or made now would be beside it too.
        let isThere: Void? = attempt(.check) { try checks.ledgerMustBeThere() }
        guard isThere != nil, await stage(.check, { try await bucketMustAllowNewLedger() }) != nil else {
            return report
        }
        attempt(.check) { try checks.mustFindPrograms() }
        for folder in checks.folders { attempt(.check) { try checks.mustBeWritable(folder) } }
        let making = attempt(.check) { try checks.bundleMaking() } ?? nil
        for warning in making?.warnings ?? [] { Console.shared.warn(warning) }
        let isReachable = await stage(.archive) { try await checkArchive() } != nil
        await stage(.collect) { try await collect() }
        setAside = attempt(.check) { try SetAside(beside: plan.ledger) }
        // What is not in the ledger yet would be missing in a bundle for ever: without the one, not the other.
        let isStored = await stage(.store) { try await store() } != nil
        // Where storing broke off in the middle, who has a snapshot is not known, and the log says nothing.
        if isStored || branches.isEmpty { attempt(.store) { try logMissingSnapshots() } }
        if isStored { attempt(.store) { try logFacts() } }
        let isImported = isStored ? await stage(.importing, { try importCollected() }) != nil : false
        if isImported { setAside?.prune() }
        if !report.isRehearsal { attempt(.store) { try setAside?.save() } }
        report.setAside = setAside?.records.count ?? 0
        guard isImported, let making else { return report }
        await stage(.bundle) { try await makeBundles(making) }
        await stage(.archive) { try await archive(making, sends: isReachable) }
        return report
    }

    /// Does a part of the work; notes what it throws, and goes on.
    @discardableResult
    func attempt<Value>(_ stage: NightlyReport.Stage, _ subject: String? = nil, _ body: () throws -> Value) -> Value? {
        do {
            return try body()
        } catch {
            report.add(stage, subject, error)
            return nil
        }
    }

    /// Notes what was not taken into the ledger.
    ///
    /// What is no snapshot, audit event or evidence, or comes too late, is left where it is, and what comes after it is taken in;
    /// it is set aside, so that the next night says nothing of it.
    /// What cannot be read or written now may be whole the next night: until then, what would lack it waits.
    func refuse(_ stage: NightlyReport.Stage, _ owner: String, _ files: [String], _ error: any Error) {
        let isLasting =
            switch error {
            case let error as SnapshotError: !error.mayPass
            case is AuditImportError, is EvidenceFileError: true
            case let error as LedgerError: error.isAboutContent
            default: false
            }
        if !isLasting { delayed.insert(owner) }
        report.add(stage, owner, error)
        guard isLasting, !mayFitLater(error) else { return }
        setAside?.add(files, of: owner, because: Failure(error).message, at: plan.now)
    }

    /// Whether what comes later can make it fit: a snapshot that shows the release of evidence.
    private func mayFitLater(_ error: any Error) -> Bool {
        guard let error = error as? EvidenceFileError, case .unknownRelease = error.reason else { return false }
        return true
    }

    @discardableResult
    private func stage<Value>(_ stage: NightlyReport.Stage, _ body: () async throws -> Value) async -> Value? {
        do {
            return try await body()
        } catch {
            report.add(stage, nil, error)
            return nil
        }
    }
}
