import AuditReport
import EventLedger
import Foundation
import ReleaseModel
import ReleaseSnapshot
import ReportRendering
import ReportSignature

extension BundleSource {
    /// Reads the source back out of a bundle; what it yields is checked by making the bundle again.
    init(
        _ bag: SealedBag, _ log: VerifiedLog, _ attachments: BundledAttachments, logKey: LogVerifierKey,
        signer: ReportPublicKey,
        _ certificate: SigningCertificate?
    )
        throws
    {
        let information = try InformationProduced(bag.file(InformationProduced.fileName))
        guard log.entries.first?.project == information.parameters.project else {
            throw BundleFault.otherProject(information.parameters.project.description)
        }
        var templates: [String: Data] = [ReportTemplates.schemaPath: try bag.file(BundleLayout.schema)]
        for (path, content) in bag.files where path.hasPrefix(BundleLayout.templates) {
            templates[String(path.dropFirst(BundleLayout.templates.count))] = content
        }
        let kept = try ReportTemplates(kept: templates)
        var parameters = information.parameters
        parameters.brand = kept.brand?.digests ?? []
        let documents = try BundledDocuments(lines: bag.file(BundledDocuments.fileName))
        self.init(
            parameters: parameters, facts: information.facts, log: log, logKey: logKey,
            snapshots: try BundledSnapshots(lines: bag.file(BundledSnapshots.fileName), documents: documents, log: log),
            attachments: attachments, templates: kept, signer: signer,
            certificate: certificate)
    }

    /// Throws unless the snapshots are all those that the log names up to the end of the period, with the files that it
    /// names, and the documents are what those files hold.
    ///
    /// Files are split anew: what a bundle says stands between documents could be a release that is to be hidden.
    func mustHoldSnapshotsOfLog() throws {
        let expected = log.entries.enumerated().compactMap { number, entry -> Int? in
            guard case .snapshot(let record) = entry, parameters.mayRest(on: record.capturedAt) else { return nil }
            return number
        }
        guard expected == snapshots.list.map(\.entry) else { throw BundleFault.otherSnapshots }
        let byLayout = Dictionary(grouping: snapshots.list) { $0.layout }
        for (number, layout) in snapshots.layouts.enumerated() {
            let named = byLayout[number] ?? []
            guard let first = named.first else { throw BundleFault.otherSnapshots }
            let files = try snapshots.files(of: first)
            let pages = files.map { (digest: Digest(of: $0), byteCount: $0.count) }
            for snapshot in named {
                let record = snapshot.record
                guard
                    record.pages.elementsEqual(pages, by: { $0.digest == $1.digest && $0.byteCount == $1.byteCount }),
                    record.digest == Digest(ofPages: pages.map(\.digest))
                else { throw BundleFault.otherSnapshot(entry: snapshot.entry) }
            }
            guard files.map({ PageLayout(splitting: $0) }) == layout.pages else {
                throw BundleFault.otherDocuments(entry: first.entry)
            }
            try mustCount(named)
        }
        guard try snapshots.documentsInUse().count == snapshots.documents.list.count else {
            throw BundleFault.otherSnapshots
        }
    }

    private func mustCount(_ named: [BundledSnapshot]) throws {
        for snapshot in named {
            guard try snapshots.documents(of: snapshot, in: parameters.project).count == snapshot.record.releaseCount
            else {
                throw BundleFault.otherDocuments(entry: snapshot.entry)
            }
        }
    }
}

extension BundledSnapshots {
    /// Every document that some snapshot holds.
    fileprivate func documentsInUse() throws -> Set<Digest> {
        Set(layouts.flatMap { $0.pages.flatMap(\.documents) })
    }
}

extension SealedBag {
    /// A file that must be there.
    func file(_ path: String) throws(BagFault) -> Data {
        guard let file = files[path] else { throw .missing(path) }
        return file
    }
}
