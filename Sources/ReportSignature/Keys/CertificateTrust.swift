import Foundation
package import ReleaseModel
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

/// The certificates that somebody outside said are to be trusted, as authorities or as signers.
package struct CertificateTrust: Sendable {
    private let roots: [Certificate]

    /// Reads all certificates of a PEM text.
    package init(pem: String) throws(SignatureError) {
        roots = try Certificate.list(pem: pem)
        guard !roots.isEmpty else { throw .certificate(.unreadable) }
    }

    private init(roots: [Certificate]) {
        self.roots = roots
    }

    /// What several files say together.
    package static func together(_ trusts: [CertificateTrust]) -> CertificateTrust {
        CertificateTrust(roots: trusts.flatMap(\.roots))
    }

    package var isEmpty: Bool { roots.isEmpty }

    /// Throws unless a chain leads from the certificate to a trusted one, all of it valid at a time (RFC 5280, section 6).
    package func mustLead(
        to certificate: SigningCertificate, at time: Instant, for purpose: CertificatePurpose
    ) async throws(SignatureError) {
        // Said first and apart, because it is what happens to every bundle in the end.
        guard time <= certificate.validUntil else { throw .certificate(.expired(at: certificate.validUntil)) }
        guard time >= Instant(certificate.leaf.notValidBefore) else {
            throw .certificate(.notYetValid(from: Instant(certificate.leaf.notValidBefore)))
        }
        var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
            RFC5280Policy(fixedExpiryValidationTime: time.date)
            // Purposes are checked by the caller, who knows which one is asked for.
            KnownExtensions()
            IssuerPolicy(purpose: purpose)
        }
        switch await verifier.validate(
            leaf: certificate.leaf, intermediates: CertificateStore(certificate.intermediates))
        {
        case .validCertificate: return
        case .couldNotValidate: throw .certificate(.untrusted(subject: certificate.subject))
        }
    }
}

/// Lets critical extensions pass that say nothing against a chain, as OpenSSL does unless told to check policies.
///
/// The extended key usage, which a time-stamping certificate must have (RFC 3161, section 2.3); the names of the subject;
/// where lists of revocations are; and policies, mapped, required or inhibited (RFC 5280, sections 4.2.1.4 to 4.2.1.14).
private struct KnownExtensions: VerifierPolicy {
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.subjectAlternativeName, [2, 5, 29, 31], [2, 5, 29, 32],
        [2, 5, 29, 33], [2, 5, 29, 36], [2, 5, 29, 54],
    ]

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
        .meetsPolicy
    }
}
