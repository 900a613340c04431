import AuditBundle
import AuditReport
import BundleArchive
import EventLedger
import Foundation
import ReleaseModel

// Nothing counts as done because of its name: what lies in the place of a bundle must be signed by our keys.
extension NightlyRun {
    /// The forms of a bundle that are there and are ours; what is there and is not gets out of their way.
    func ownForms(of parameters: ReportParameters, _ making: BundleMaking) -> [BundleFolder.Form] {
        let name = parameters.bundleName
        return making.folder.forms(of: name).filter { form in
            let path = making.folder.place(of: name, as: form)
            do throws(OwnBundle.Fault) {
                try making.own.mustBe(parameters, at: path)
                return true
            } catch {
                setAside(.bundle, path, of: parameters.project, error.message) { try BundleFolder.setAside(path) }
                return false
            }
        }
    }

    /// The orders of the outbox whose bundles are ours and of this ledger; others get out of the way.
    func ownOrders(in outbox: Outbox, _ ledger: Ledger, _ making: BundleMaking) throws -> [ArchiveOrder] {
        for file in try outbox.setAsideUnreadable() {
            report.add(
                .archive, nil, NotOurs(path: file, detail: "it is no order", isSetAside: true).failure)
        }
        return try outbox.orders().filter { order in
            guard let detail = try whatIsForeign(in: order, outbox, ledger, making) else { return true }
            let file = outbox.file(of: order)
            setAside(.archive, file, of: order.project, detail) { try outbox.setAside(file) }
            return false
        }
    }

    /// Why an order is not one of ours; nil where it is.
    private func whatIsForeign(
        in order: ArchiveOrder, _ outbox: Outbox, _ ledger: Ledger, _ making: BundleMaking
    ) throws -> String? {
        do {
            let content = try outbox.content(of: order)
            try making.own.mustBe(of: order.project, archive: content)
            let bundle = try ArchivableBundle(content, named: outbox.file(of: order))
            try ledger.mustHaveMade(bundle)
            return bundle.name == order.bundle ? nil : "it holds the bundle \(bundle.name)"
        } catch let fault as OwnBundle.Fault {
            return fault.message
        } catch ArchiveFault.notOfLedger {
            return "its log is not the beginning of the ledger's"
        }
    }

    /// Names what earlier nights set aside, for as long as it is there.
    func nameWhatWasSetAside(in folder: String, _ stage: NightlyReport.Stage) {
        for path in BundleFolder.setAside(in: folder) {
            report.add(
                stage, nil,
                Failure(
                    .difference, "\(path.withoutControls): set aside because it was not ours",
                    hint: "find out who put it there, then move it elsewhere; it is named every night until then"))
        }
    }

    private func setAside(
        _ stage: NightlyReport.Stage, _ path: String, of project: ProjectPath, _ detail: String,
        _ move: () throws -> String
    ) {
        let found = NotOurs(path: path, detail: detail, isSetAside: !report.isRehearsal)
        report.add(stage, project.description, found.failure)
        guard !report.isRehearsal else { return }
        attempt(stage, project.description) { _ = try move() }
    }
}

/// Something that lay in the place of a bundle of ours.
private struct NotOurs {
    let path: String
    let detail: String
    let isSetAside: Bool

    var failure: Failure {
        Failure(
            .difference, "\(path.withoutControls): not a bundle of ours: \(detail.withoutControls)",
            hint: (isSetAside
                ? "it was set aside under a name with \(BundleFolder.foreignMark), and the right one takes its place"
                : "a run would set it aside") + "; name earlier keys of yours in signing.former_signers")
    }
}
