import SwiftASN1
import X509

/// Refuses issuers that may not issue, by the rules of OpenSSL (`check_ca` and `purpose_smime` in crypto/x509/v3_purp.c).
///
/// With a key usage, an issuer must be allowed to sign certificates; without basic constraints it is an authority only
/// where its key usage says so. For the signature of a bundle, an extended key usage must admit S/MIME all the way up.
struct IssuerPolicy: VerifierPolicy {
    let purpose: CertificatePurpose
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.keyUsage, .X509ExtensionID.extendedKeyUsage,
    ]

    func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
        for issuer in chain.dropFirst() where !mayIssue(issuer) {
            return .failsToMeetPolicy(reason: "\(issuer.subject) may not sign certificates")
        }
        return .meetsPolicy
    }

    private func mayIssue(_ issuer: Certificate) -> Bool {
        do {
            let usage = try issuer.extensions.keyUsage
            if let usage, !usage.keyCertSign { return false }
            switch try issuer.extensions.basicConstraints {
            case .isCertificateAuthority?: break
            case .notCertificateAuthority?: return false
            case nil: guard usage != nil else { return false }
            }
            guard purpose == .signing, let extended = try issuer.extensions.extendedKeyUsage else { return true }
            return extended.contains(.emailProtection) || extended.contains(.any)
        } catch {
            // An extension that cannot be read allows nothing.
            return false
        }
    }
}

/// What the certificate at the end of a chain is for.
package enum CertificatePurpose: Sendable {
    case signing
    case timeStamping
}
