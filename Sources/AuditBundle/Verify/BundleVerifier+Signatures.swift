import Foundation
import ReleaseModel
import ReportSignature

// Who signed the list of files, and whether that is somebody to trust.
extension BundleVerifier {
    /// The signed bag; nil where no trusted key signed it.
    ///
    /// What cannot be checked is said in the report.
    func signatures(of bag: SealedBag, _ report: inout VerificationReport) async -> SignedBag? {
        let ssh: SSHSignature
        do {
            ssh = try BagSignatures.ssh(of: bag)
        } catch {
            report.add(.sshSignature, .failed(VerificationFault.words(for: error)))
            return nil
        }
        // A certificate can vouch for the key, so it is looked at first.
        var later = VerificationReport()
        let hasCertificate =
            bag.files[BundleLayout.certificate] != nil || bag.files[BundleLayout.cmsSignature] != nil
        var cms: CMSSignature?
        if hasCertificate {
            cms = later.check(.cmsSignature) {
                let signature = try BagSignatures.cms(of: bag, signer: ssh.publicKey)
                return (signature, "signed at \(signature.signingTime.iso8601) by the signer's own clock")
            }
        } else if trust.authorities != nil {
            later.add(.cmsSignature, .failed(VerificationFault.noCertificate.message))
        }
        let stamped = await timestamp(of: bag, &later)
        let isVouchedFor = await certificate(cms, at: stamped ?? time, &later)

        let isTrusted = report.check(.sshSignature) { () -> (Bool, String) in
            (true, try trustedSigner(ssh, isVouchedFor: isVouchedFor))
        }
        for result in later.results { report.add(result.check, result.outcome) }
        guard isTrusted == true, !hasCertificate || cms != nil else { return nil }
        return SignedBag(
            bag: bag, signer: ssh.publicKey, certificate: cms?.certificate, signedAt: cms?.signingTime,
            stampedAt: stamped)
    }

    /// Names the signer; throws where neither a line of allowed signers nor a certificate stands for the key.
    private func trustedSigner(_ signature: SSHSignature, isVouchedFor: Bool) throws -> String {
        let fingerprint = signature.publicKey.sshFingerprint
        guard !trust.signers.isEmpty else {
            guard isVouchedFor else { throw VerificationFault.untrustedKey(fingerprint: fingerprint) }
            return "\(fingerprint), the key of the trusted certificate"
        }
        let lines = trust.signers.filter { $0.concerns(signature.publicKey) }
        guard let first = lines.first else { throw VerificationFault.untrustedKey(fingerprint: fingerprint) }
        guard let signer = lines.first(where: { $0.maySign(for: .bundle, at: time) }) else {
            throw VerificationFault.mayNotSign(identity: first.principals.withoutControls)
        }
        return "\(signer.principals.withoutControls), \(fingerprint)"
    }

    /// Whether a trusted certificate leads to the signer's at a time.
    private func certificate(_ cms: CMSSignature?, at time: Instant, _ report: inout VerificationReport) async -> Bool {
        guard let certificate = cms?.certificate else { return false }
        guard let authorities = trust.authorities else {
            report.skip([.certificate], because: "no certificate was given with --trust")
            return false
        }
        do {
            try await authorities.mustLead(to: certificate, at: time, for: .signing)
            report.add(
                .certificate,
                .held(
                    "\(certificate.subject.withoutControls), valid at \(time.iso8601); "
                        + "whether it was revoked is not checked"))
            return true
        } catch {
            report.add(.certificate, .failed(VerificationFault.words(for: error)))
            return false
        }
    }

    /// When a trusted authority saw the signature; nil where none is known to have.
    private func timestamp(of bag: SealedBag, _ report: inout VerificationReport) async -> Instant? {
        guard bag.files[BundleLayout.timestamp] != nil else { return nil }
        let token: TimestampToken
        do {
            token = try BagSignatures.timestamp(of: bag)
        } catch {
            report.add(.timestamp, .failed(VerificationFault.words(for: error)))
            return nil
        }
        guard let authorities = trust.timestampAuthorities else {
            report.skip([.timestamp], because: "no authority's certificate was given with --trust-tsa")
            return nil
        }
        do {
            try await authorities.mustLead(to: token.certificate, at: time, for: .timeStamping)
            let authority = token.certificate.subject.withoutControls
            report.add(
                .timestamp, .held("\(token.time.iso8601), by \(authority); whether it was revoked is not checked"))
            return token.time
        } catch {
            report.add(.timestamp, .failed(VerificationFault.words(for: error)))
            return nil
        }
    }
}
