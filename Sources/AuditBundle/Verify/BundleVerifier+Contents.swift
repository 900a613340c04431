import AuditReport
import EventInference
import EventLedger
import Foundation
import ReleaseModel
import ReportRendering
import ReportSignature

// Everything in a bundle that follows from its snapshots, made anew and compared byte for byte.
extension BundleVerifier {
    func compare(_ source: BundleSource, with signed: SignedBag, _ report: inout VerificationReport) {
        let checks: [VerificationReport.Check] = [.events, .reports, .particulars, .xmlSignature, .scope]
        let made: [String: Data]
        let derived: Report
        do {
            derived = try source.report()
            made = try source.files(derived)
        } catch {
            report.add(.events, .failed(VerificationFault.words(for: error)))
            report.skip(Array(checks.dropFirst()), because: "nothing can be derived from the snapshots")
            return
        }
        let files = signed.bag.files
        _ = report.check(.events) {
            try mustEqual(made, files, source) { $0.hasPrefix("data/events.") || $0.hasPrefix("data/evidence/") }
            return (
                (),
                "events \(derived.events.count), opening population \(derived.baseline.count): inferred anew"
            )
        }
        let customised = source.templates.customised
        let rendered: Void? = report.check(.reports) {
            try mustEqual(made, files, source) {
                ($0.hasPrefix(BundleLayout.reports) && $0 != BundleLayout.xmlReport)
                    || $0.hasPrefix(BundleLayout.builtInReports)
            }
            return ((), "HTML and Markdown, rendered anew")
        }
        if rendered != nil, !customised.isEmpty {
            report.replaceLast(
                with: .customised(
                    "rendered anew with templates other than the program's own: \(customised.joined(separator: ", ")); "
                        + "read \(BundleLayout.builtInReports)report.html, which is rendered with those"))
        }
        _ = report.check(.xmlSignature) {
            let (signedReport, unsigned) = (
                try signed.bag.file(BundleLayout.xmlReport), made[BundleLayout.xmlReport] ?? Data()
            )
            do {
                try XMLSignature.mustSign(signedReport, over: unsigned, by: signed.signer, signed.certificate)
            } catch is SignatureError {
                throw mismatch(BundleLayout.xmlReport, source)
            }
            return ((), "the XML report, rendered anew and signed by the same key")
        }
        _ = report.check(.particulars) {
            try mustEqual(made, files, source) {
                !$0.hasPrefix("data/events.") && !$0.hasPrefix("data/evidence/") && !$0.hasPrefix(BundleLayout.reports)
                    && !$0.hasPrefix(BundleLayout.builtInReports)
            }
            try mustNameSigner(source)
            guard source.facts.isTimestamped == (files[BundleLayout.timestamp] != nil) else {
                throw source.facts.isTimestamped
                    ? VerificationFault.timestampMissing : VerificationFault.timestampUnexpected
            }
            return ((), "all other files, made anew")
        }
        scope(of: source, derived, signed, &report)
    }

    /// Throws at the first file of a part of the bundle that is missing, surplus, or not as made anew.
    private func mustEqual(
        _ made: [String: Data], _ files: [String: Data], _ source: BundleSource, part: (String) -> Bool
    ) throws {
        let sealed = SealedBag(sealing: made, information: source.information).files
        let manifests = [SealedBag.manifestName, SealedBag.tagManifestName]
        // bag-info.txt sums up the payload, of which the XML report carries its signature only in the bundle.
        var expected = sealed.filter { part($0.key) && !manifests.contains($0.key) }
        if expected[SealedBag.informationName] != nil {
            expected[SealedBag.informationName] = source.information.data(
                payload: files.filter { $0.key.hasPrefix("data/") })
        }
        for (path, content) in expected.sorted(by: { $0.key < $1.key }) {
            guard let file = files[path] else { throw BagFault.missing(path) }
            guard file == content else { throw mismatch(path, source) }
        }
        let others = files.keys.filter {
            part($0) && !manifests.contains($0) && !$0.hasPrefix(SealedBag.signatureFolder)
        }
        if let path = others.sorted().first(where: { expected[$0] == nil }) { throw VerificationFault.surplus(path) }
    }

    private func mismatch(_ path: String, _ source: BundleSource) -> VerificationFault {
        let madeBy = source.parameters.tool
        return madeBy == tool
            ? .differs(path) : .otherProgram(file: path, madeBy: madeBy.label, checkedBy: tool.label)
    }

    /// Throws where the bundle gives its signer another name than the one who trusts the key does, or is signed by
    /// another than is expected.
    private func mustNameSigner(_ source: BundleSource) throws {
        let lines = trust.signers.filter { $0.concerns(source.signer) && $0.maySign(for: .bundle, at: time) }
        guard lines.isEmpty || lines.contains(where: { $0.names(source.facts.identity.description) }) else {
            throw VerificationFault.otherIdentity(
                stated: source.facts.identity.description,
                trusted: lines.map(\.principals.withoutControls).joined(separator: ", "))
        }
        let certificate = source.certificate
        let addresses = certificate?.mailAddresses ?? []
        if let expected = expectations.signer {
            // A certificate counts where a trusted authority vouches for it, and a name of a line where its key signed.
            let vouched = trust.authorities == nil ? [] : addresses + [certificate?.subject].compactMap { $0 }
            let others = vouched + [source.signer.sshFingerprint]
            guard lines.contains(where: { $0.names(expected) }) || others.contains(where: { $0.isSame(as: expected) })
            else {
                throw VerificationFault.otherSigner(
                    expected: expected, found: lines.map(\.principals.withoutControls) + others)
            }
        } else if lines.isEmpty, !addresses.contains(where: { $0.isSame(as: source.facts.identity.description) }) {
            // An authority vouches for many: with it alone, anybody with a certificate of it could be the signer.
            throw VerificationFault.certificateOfOther(
                identity: source.facts.identity.description, subject: certificate?.subject ?? "")
        }
    }

    /// Checks an earlier bundle as far as its log, and that the log of this one continues it.
    func check(
        _ previous: UnverifiedBundle, isContinuedBy log: VerifiedLog?, _ source: BundleSource?,
        _ report: inout VerificationReport
    ) async {
        guard let log, let source else {
            report.skip([.previous], because: "the bundle itself does not hold")
            return
        }
        var earlier = VerificationReport()
        guard
            let bag = earlier.check(
                .manifests, { (try SealedBag(checking: previous.withoutLeavings.bundle.files), "") }),
            let signed = await signatures(of: bag, &earlier)
        else {
            report.add(.previous, .failed("the earlier bundle does not hold: \(earlier.firstFault)"))
            return
        }
        _ = report.check(.previous) { () -> (Void, String) in
            let key = String(decoding: try signed.bag.file(BundleLayout.logKey), as: UTF8.self)
            guard let verifier = LogVerifierKey(text: key.dropLast()) else {
                throw BundleFault.unreadable(file: BundleLayout.logKey, line: nil)
            }
            let older = try UnverifiedLog(
                lines: signed.bag.file(BundleLayout.log), checkpoint: signed.bag.file(BundleLayout.checkpoint)
            ).verified(by: verifier)
            guard older.checkpoint.origin == log.checkpoint.origin else {
                throw VerificationFault.otherLog(previous: older.checkpoint.origin, this: log.checkpoint.origin)
            }
            // Whoever changes the key can change what was before, with a checkpoint of the new key over it; so the former
            // key must have signed this head, too.
            let olderKey = verifier.forLog(log.name)
            let isHandedOver = olderKey != source.logKey
            guard !isHandedOver || log.head.note.isSigned(by: olderKey) else {
                throw VerificationFault.logKeyChanged(
                    previous: olderKey.description, this: source.logKey.description)
            }
            try log.mustContinue(older.checkpoint)
            let handover = isHandedOver ? "; the former log key signed the new one's checkpoint" : ""
            return ((), try whatIsNew(in: source, log, since: older, signed.bag) + handover)
        }
    }

    private func whatIsNew(
        in source: BundleSource, _ log: VerifiedLog, since older: VerifiedLog, _ bag: SealedBag
    ) throws -> String {
        let known = Set(try "data/events.jsonl".lines(of: bag.file("data/events.jsonl")))
        let report = try source.report()
        let lines = (report.baseline + report.events).map { Data(EventsJSONLines.line(for: $0).utf8) }
        let entries = log.entries.count - older.entries.count
        return "the log continues it; new since then: entries \(entries), "
            + "events \(lines.count { !known.contains($0) }) of \(lines.count)"
    }
}

extension VerificationReport {
    /// The first thing that does not hold.
    fileprivate var firstFault: String {
        for result in results {
            if case .failed(let fault) = result.outcome { return fault }
        }
        return "it is not signed by a key given with --trust"
    }
}
