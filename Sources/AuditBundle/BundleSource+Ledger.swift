package import AuditReport
package import EventLedger
import Foundation
import ReleaseModel
package import ReportRendering
package import ReportSignature

extension BundleSource {
    /// Takes out of a ledger what the report rests on, under the checkpoint that was signed last.
    package init(
        _ parameters: ReportParameters, _ facts: BundleFacts, of project: some ProjectReference, from ledger: Ledger,
        _ checkpoint: StoredCheckpoint,
        templates: ReportTemplates, signer: ReportPublicKey, certificate: SigningCertificate?
    ) throws {
        var lines = Data()
        var count = 0
        try ledger.forEachEntry(of: project) { entry in
            guard count < checkpoint.checkpoint.size else { return }
            lines.append(entry)
            lines.append(UInt8(ascii: "\n"))
            count += 1
        }
        let snapshots = try BundledSnapshots(of: project, parameters, from: ledger)
        guard let last = snapshots.list.last else { throw BundleFault.noSnapshot(parameters.project) }
        guard last.entry < checkpoint.checkpoint.size else { throw BundleFault.notCovered(parameters.project) }
        let log = try UnverifiedLog(lines: lines, checkpoint: checkpoint.note.bytes).verified(by: checkpoint.key)
        var branded = parameters
        branded.brand = templates.brand?.digests ?? []
        self.init(
            parameters: branded, facts: facts, log: log, logKey: checkpoint.key, snapshots: snapshots,
            attachments: try BundledAttachments(of: log) { try ledger.attachment($0) }, templates: templates,
            signer: signer,
            certificate: certificate)
    }
}

extension BundledSnapshots {
    fileprivate init(
        of project: some ProjectReference, _ parameters: ReportParameters, from ledger: Ledger
    ) throws {
        var list: [BundledSnapshot] = []
        var layouts: [AnswerLayout] = []
        var places: [Int64: Int] = [:]
        var documents = BundledDocuments()
        try ledger.forEachSnapshot(of: project) { snapshot in
            guard parameters.mayRest(on: snapshot.record.capturedAt) else { return false }
            let place: Int
            if let known = places[snapshot.layoutID] {
                place = known
            } else {
                let layout = try ledger.layout(of: snapshot)
                for digest in layout.pages.flatMap(\.documents) where !documents.holds(digest) {
                    documents.add(try ledger.bytes(of: digest), digest)
                }
                place = layouts.count
                places[snapshot.layoutID] = place
                layouts.append(layout)
            }
            list.append(BundledSnapshot(entry: snapshot.entryNumber, record: snapshot.record, layout: place))
            return true
        }
        self.init(list: list, layouts: layouts, documents: documents)
    }
}
