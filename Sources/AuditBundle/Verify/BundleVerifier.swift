package import AuditReport
import EventLedger
import Foundation
package import ReleaseModel
import ReportRendering
import ReportSignature

/// Checks bundles against what somebody outside said is to be trusted.
///
/// Nothing of a bundle reaches a parser of contents before its signature is found right: files, then the list of files,
/// then who signed the list, then everything else, which is made anew and compared byte for byte.
package struct BundleVerifier: Sendable {
    let trust: BundleTrust
    /// The time at which certificates must be valid, unless a trusted authority stamped another.
    let time: Instant
    /// This program, for saying that another version made the bundle.
    let tool: ToolIdentity
    /// What whoever checks expects the bundle to be.
    let expectations: BundleExpectations

    package init(
        trust: BundleTrust, time: Instant, tool: ToolIdentity, expecting expectations: BundleExpectations = .none
    ) {
        self.trust = trust
        self.expectations = expectations
        self.time = time
        self.tool = tool
    }

    /// What is to be said of a bundle that cannot even be read.
    package static func report(on fault: UnverifiedBundle.Fault) -> VerificationReport {
        var report = VerificationReport()
        report.add(.files, .failed(fault.message))
        let others = VerificationReport.Check.allCases.filter {
            ![.files, .cmsSignature, .certificate, .timestamp, .previous].contains($0)
        }
        report.skip(others, because: "the bundle cannot be read")
        return report
    }

    /// Checks a bundle; with an earlier one, also that the log only grew since then.
    package func verify(_ bundle: UnverifiedBundle, previous: UnverifiedBundle?) async -> VerificationReport {
        var report = VerificationReport()
        let (bundle, leavings) = bundle.withoutLeavings
        let count = "\(bundle.files.count) plain files"
        report.add(
            .files,
            leavings.isEmpty
                ? .held(count) : .failed("\(count), and \(VerificationFault.leftByFileManager(leavings).message)"))
        if let signed = await signedBag(bundle, &report) {
            let (source, log) = contents(of: signed, &report)
            if let source { compare(source, with: signed, &report) }
            if let previous { await check(previous, isContinuedBy: log, source, &report) }
        } else if previous != nil {
            report.skip([.previous], because: "the bundle itself does not hold")
        }
        return report
    }

    /// The bag, once it is whole and signed by a trusted key; nil where something does not hold.
    private func signedBag(_ bundle: UnverifiedBundle, _ report: inout VerificationReport) async -> SignedBag? {
        let contents: [VerificationReport.Check] = [
            .log, .attachments, .snapshots, .events, .reports, .particulars, .xmlSignature, .scope,
        ]
        guard
            let bag = report.check(
                .manifests,
                { () -> (SealedBag, String) in
                    let bag = try SealedBag(checking: bundle.files)
                    let known = [BundleLayout.sshSignature, BundleLayout.cmsSignature, BundleLayout.timestamp]
                    for path in bag.files.keys.sorted()
                    where path.hasPrefix(SealedBag.signatureFolder) && !known.contains(path) {
                        throw VerificationFault.surplus(path)
                    }
                    return (bag, "\(bag.files.keys.count { $0.hasPrefix("data/") }) payload files, all as listed")
                })
        else {
            report.skip([.sshSignature] + contents, because: "the manifests do not hold")
            return nil
        }
        let before = report.results.count
        let signed = await signatures(of: bag, &report)
        guard let signed, !report.results[before...].contains(where: { $0.outcome.isFailure }) else {
            report.skip(contents, because: "who signed it is not established")
            return nil
        }
        return signed
    }

    /// Reads what the bundle is made from, and checks log and snapshots.
    private func contents(
        of signed: SignedBag, _ report: inout VerificationReport
    ) -> (source: BundleSource?, log: VerifiedLog?) {
        let bag = signed.bag
        var trusted: String?
        let read = report.check(.log) { () -> ((VerifiedLog, LogVerifierKey), String) in
            let text = String(decoding: try bag.file(BundleLayout.logKey), as: UTF8.self)
            guard text.hasSuffix("\n"), let key = LogVerifierKey(text: text.dropLast()) else {
                throw BundleFault.unreadable(file: BundleLayout.logKey, line: nil)
            }
            let log = try UnverifiedLog(
                lines: try bag.file(BundleLayout.log), checkpoint: try bag.file(BundleLayout.checkpoint)
            ).verified(by: key)
            trusted = try trust(in: log, signedBy: key)
            return ((log, key), "entries \(log.entries.count), signed by \(trusted ?? key.description)")
        }
        if let (log, key) = read, trusted == nil {
            report.replaceLast(
                with: .notMade(
                    because: "no log key or checkpoint was given with --trust; the \(log.entries.count) entries are "
                        + "signed by \(key.description.withoutControls), which the bundle itself brings"))
        }
        guard let (log, key) = read else {
            report.skip(
                [.attachments, .snapshots, .events, .reports, .particulars, .xmlSignature, .scope],
                because: "the log does not hold")
            return (nil, nil)
        }
        let held = report.check(.attachments) { () -> (BundledAttachments, String) in
            let attachments = try BundledAttachments(bag, log)
            return (attachments, "\(attachments.count), all that the log names")
        }
        guard let held else {
            report.skip(
                [.snapshots, .events, .reports, .particulars, .xmlSignature, .scope],
                because: "the attachments do not hold")
            return (nil, log)
        }
        let source = report.check(.snapshots) { () -> (BundleSource, String) in
            let source: BundleSource
            do {
                source = try BundleSource(bag, log, held, logKey: key, signer: signed.signer, signed.certificate)
            } catch let error as TemplateError {
                let madeBy = try InformationProduced(bag.file(InformationProduced.fileName)).parameters.tool
                throw madeBy == tool
                    ? error
                    : VerificationFault.otherTemplates(error, madeBy: madeBy.label, checkedBy: tool.label) as any Error
            }
            try source.mustHoldSnapshotsOfLog()
            return (source, source.snapshotsHeld)
        }
        if source == nil {
            report.skip([.events, .reports, .particulars, .xmlSignature, .scope], because: "the snapshots do not hold")
        }
        return (source, log)
    }
}

extension BundleSource {
    /// How many snapshots there are, and that their files were put together again.
    fileprivate var snapshotsHeld: String {
        "snapshots \(snapshots.list.count), release documents \(snapshots.documents.list.count): put together again and "
            + "split anew"
    }
}

extension VerificationReport.Outcome {
    var isFailure: Bool {
        if case .failed = self { true } else { false }
    }
}

extension VerificationReport {
    /// Makes a check; its value, or nil where it does not hold.
    mutating func check<Value>(_ check: Check, _ body: () throws -> (Value, String)) -> Value? {
        do {
            let (value, detail) = try body()
            add(check, .held(detail))
            return value
        } catch {
            add(check, .failed(VerificationFault.words(for: error)))
            return nil
        }
    }
}
