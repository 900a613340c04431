import AuditBundle
import AuditReport
import EventLedger
import ReleaseModel

// Makes what is due at the end of a period, and what should have been made at the end of an earlier one.
extension NightlyRun {
    /// A bundle that should be there and is not.
    struct DueBundle: Sendable {
        let ended: EndedReport
        /// The one that is there, after a run that was ended between two of its forms.
        let begun: (name: String, forms: [BundleFolder.Form])?
    }

    /// Makes all bundles that are due, on all cores; throws what concerns all of them.
    func makeBundles(_ making: BundleMaking) async throws {
        try checks.mustBeBundleFolder(making.folder.path)
        nameWhatWasSetAside(in: making.folder.path, .bundle)
        let due = try dueBundles(making)
        guard !report.isRehearsal else {
            report.bundles = due.map { $0.begun?.name ?? $0.ended.name }
            return
        }
        let ready = try signedHeads(of: due, making)
        var progress = Progress("bundle", total: ready.count)
        let path = plan.ledger
        try await ReadAhead.forEach(ready) { bundle in
            // A connection of its own, so that one does not wait for another's reading.
            try making.makeWhole(bundle, from: Ledger(path: path, for: .reading))
        } _: { index, result in
            progress.show(index)
            progress.clear()
            attempt(.bundle, ready[index].ended.parameters.project.description) {
                let made = try result.get()
                report.bundles += made.paths
                for warning in made.warnings {
                    Console.shared.warn("\(ready[index].ended.name): \(warning.message)", hint: warning.hint)
                }
            }
        }
    }

    /// Signs the heads of the logs that bundles are made of, one after the other; before any is read for a bundle, because
    /// a reader keeps writers waiting.
    private func signedHeads(of due: [DueBundle], _ making: BundleMaking) throws -> [DueBundle] {
        guard !due.isEmpty else { return [] }
        let ledger = try Ledger(path: plan.ledger, for: .writing)
        var signed: [LedgerProject: Bool] = [:]
        return due.filter { bundle in
            let project = bundle.ended.project
            let isSigned =
                signed[project]
                ?? (attempt(.bundle, project.path.description) { try making.signHead(of: project, in: ledger) } != nil)
            signed[project] = isSigned
            return isSigned
        }
    }

    /// What should be there and is not; a bundle whose place another project's has is named each night.
    private func dueBundles(_ making: BundleMaking) throws -> [DueBundle] {
        guard let ledger = try LedgerOnDemand(path: plan.ledger).existing else { return [] }
        return try endedReports(in: ledger).compactMap { ended in
            // What an archive has a receipt of was made, wherever it is now.
            guard try !ledger.receipts(of: ended.project).contains(where: { ended.names.contains($0.bundle) }) else {
                return nil
            }
            return attempt(.bundle, ended.parameters.project.description) {
                let begun = try ownBundle(of: ended, making)
                let isWhole = begun.map { begun in making.forms.allSatisfy { begun.forms.contains($0) } } ?? false
                return isWhole ? nil : DueBundle(ended: ended, begun: begun)
            } ?? nil
        }
    }

    /// The reports on all periods that have ended, of the projects whose snapshots are all stored.
    func endedReports(in ledger: Ledger) throws -> [EndedReport] {
        let known = try ledger.captureTimes()
        return try plan.watched(of: known.keys).flatMap { project -> [EndedReport] in
            guard let first = known[project]?.first, !isDelayed(project) else { return [] }
            return try plan.endedPeriods(firstSnapshot: first).map { period in
                EndedReport(
                    project: project,
                    parameters: plan.settings.parameters(
                        for: try ledger.path(of: project, before: period.end), period: period))
            }
        }
    }

    private func isDelayed(_ project: LedgerProject) -> Bool {
        delayed.contains { name in
            project.paths.contains { ProjectPath(name) == $0.path || $0.path.isIn(group: name) }
        }
    }
}

/// The report on a project and a period that has ended, of which there should be a bundle.
struct EndedReport: Sendable {
    let project: LedgerProject
    let parameters: ReportParameters

    /// What its bundle is called.
    var name: String { BundleName(project.fileName(at: parameters.project), parameters).description }

    /// What it may be called: so, or as earlier versions of this program or earlier nights called it.
    ///
    /// Whose a bundle is that is called so is read in the bundle, or in the log whose receipt names it.
    var names: [String] {
        let paths = [parameters.project] + project.paths.map(\.path)
        let all = paths.flatMap { path in
            [
                BundleName(project.fileName(at: path), parameters).description,
                BundleName(ProjectFileName(path, log: project.log, .unknown), parameters).description,
                BundleName.ofEarlierVersions(path, parameters.period),
            ]
        }
        return all.reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
    }
}

extension BundleMaking {
    /// Makes a bundle, or what is missing of it.
    fileprivate func makeWhole(
        _ due: NightlyRun.DueBundle, from ledger: @autoclosure () throws -> Ledger
    ) throws -> (paths: [String], warnings: [Warning]) {
        if let period = due.ended.parameters.period, let begun = due.begun {
            let paths = try folder.complete(begun.name, modified: period.end, to: forms) {
                try own.mustBe(due.ended.parameters, $0)
            }
            return (paths, [])
        }
        let made = try make(
            due.ended.parameters, of: due.ended.project, origins: originsOfNight, from: try ledger())
        return (made.paths, made.warnings)
    }
}
