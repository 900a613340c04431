import AuditBundle
import AuditReport
import EventLedger
import ReleaseModel

// Makes what is due at the end of a period, and what should have been made at the end of an earlier one.
extension NightlyRun {
    /// A bundle that should be there and is not.
    struct DueBundle: Sendable {
        let parameters: ReportParameters
        /// The forms of it that are there, after a run that was ended between two of them.
        let forms: [BundleFolder.Form]
    }

    /// Makes all bundles that are due, on all cores; throws what concerns all of them.
    func makeBundles(_ making: BundleMaking) async throws {
        nameWhatWasSetAside(in: making.folder.path, .bundle)
        let due = try dueBundles(making)
        guard !report.isRehearsal else {
            report.bundles = due.map(\.parameters.bundleName)
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
            attempt(.bundle, ready[index].parameters.project.description) {
                let made = try result.get()
                report.bundles += made.paths
                for warning in made.warnings {
                    Console.shared.warn("\(ready[index].parameters.bundleName): \(warning.message)", hint: warning.hint)
                }
            }
        }
    }

    /// Signs the heads of the logs that bundles are made of, one after the other; before any is read for a bundle, because
    /// a reader keeps writers waiting.
    private func signedHeads(of due: [DueBundle], _ making: BundleMaking) throws -> [DueBundle] {
        guard !due.isEmpty else { return [] }
        let ledger = try Ledger(path: plan.ledger, for: .writing)
        var signed: [ProjectPath: Bool] = [:]
        return due.filter { bundle in
            let project = bundle.parameters.project
            let isSigned =
                signed[project]
                ?? (attempt(.bundle, project.description) { try making.signHead(of: project, in: ledger) } != nil)
            signed[project] = isSigned
            return isSigned
        }
    }

    private func dueBundles(_ making: BundleMaking) throws -> [DueBundle] {
        guard let ledger = try LedgerOnDemand(path: plan.ledger).existing else { return [] }
        return try endedReports(in: ledger).compactMap { parameters in
            // What an archive has a receipt of was made, wherever it is now.
            let isArchived = try ledger.receipts(of: parameters.project).contains { $0.bundle == parameters.bundleName }
            if isArchived { return nil }
            let forms = ownForms(of: parameters, making)
            return making.forms.allSatisfy { forms.contains($0) }
                ? nil : DueBundle(parameters: parameters, forms: forms)
        }
    }

    /// The reports on all periods that have ended, of the projects whose snapshots are all stored.
    func endedReports(in ledger: Ledger) throws -> [ReportParameters] {
        let known = try ledger.captureTimes()
        return plan.watched(of: known.keys).flatMap { project -> [ReportParameters] in
            guard let first = known[project]?.first, !isDelayed(project) else { return [] }
            return plan.endedPeriods(firstSnapshot: first).map { period in
                plan.settings.parameters(for: project, period: period)
            }
        }
    }

    private func isDelayed(_ project: ProjectPath) -> Bool {
        delayed.contains { $0 == project.description || project.description.hasPrefix("\($0)/") }
    }
}

extension BundleMaking {
    /// Makes a bundle, or what is missing of it.
    fileprivate func makeWhole(
        _ due: NightlyRun.DueBundle, from ledger: @autoclosure () throws -> Ledger
    ) throws -> (paths: [String], warnings: [Warning]) {
        if let period = due.parameters.period, !due.forms.isEmpty {
            let paths = try folder.complete(due.parameters.bundleName, modified: period.end, to: forms) {
                try own.mustBe(due.parameters, $0)
            }
            return (paths, [])
        }
        let made = try make(due.parameters, origins: originsOfNight, from: try ledger())
        return (made.paths, made.warnings)
    }
}
