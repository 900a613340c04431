import Foundation
import ReleaseModel
import ReportSignature

/// A bag whose list of files was signed by a key that is trusted.
struct SignedBag: Sendable {
    let bag: SealedBag
    let signer: ReportPublicKey
    let certificate: SigningCertificate?
    /// By the signer's own clock; nil without a certificate.
    let signedAt: Instant?
    /// By the clock of a trusted authority.
    let stampedAt: Instant?

    /// The list that is signed; through it every file is.
    static func manifest(of bag: SealedBag) throws(BagFault) -> Data { try bag.file(SealedBag.tagManifestName) }
}

/// Reads the signatures of a bag and finds them right in themselves; whose keys they are by is not asked here.
enum BagSignatures {
    /// The signature of SSH.
    static func ssh(of bag: SealedBag) throws -> SSHSignature {
        let path = BundleLayout.sshSignature
        guard let file = bag.files[path] else { throw VerificationFault.noSignature(path) }
        guard let signature = SSHSignature(armored: file) else {
            if let purpose = SSHSignature.foreignNamespace(of: file) { throw VerificationFault.otherPurpose(purpose) }
            throw VerificationFault.malformedSignature(path)
        }
        guard signature.namespace == .bundle else {
            throw VerificationFault.otherPurpose(signature.namespace.rawValue)
        }
        guard signature.isValid(for: try SignedBag.manifest(of: bag)) else {
            throw VerificationFault.badSignature(path)
        }
        return signature
    }

    /// The signature by CMS, which must be by the same key and with the certificate in the bundle.
    static func cms(of bag: SealedBag, signer: ReportPublicKey) throws -> CMSSignature {
        let path = BundleLayout.cmsSignature
        guard let file = bag.files[path] else { throw VerificationFault.noSignature(path) }
        let signature: CMSSignature
        do {
            signature = try CMSSignature(der: file, of: SignedBag.manifest(of: bag))
        } catch SignatureError.signer(.wrongSignature) {
            throw VerificationFault.badSignature(path)
        } catch SignatureError.notWritten {
            throw VerificationFault.malformedSignature(path)
        }
        guard try signature.certificate.publicKey() == signer else { throw VerificationFault.otherKey(path) }
        guard let signature = signature.ordered(as: try certificate(in: bag)) else {
            throw VerificationFault.otherCertificate
        }
        // The signer's own clock must have said a time at which the certificate was valid.
        try signature.certificate.mustFit(signer, at: signature.signingTime)
        return signature
    }

    /// The certificates that the bundle shows, in exactly the form that is written, with no text between them.
    private static func certificate(in bag: SealedBag) throws -> SigningCertificate {
        guard let file = bag.files[BundleLayout.certificate],
            let shown = try? SigningCertificate(pem: String(decoding: file, as: UTF8.self)),
            Data(shown.pem.utf8) == file
        else { throw VerificationFault.otherCertificate }
        return shown
    }

    /// The time stamp over the signature that names the organisation, or over the other one where there is none.
    static func timestamp(of bag: SealedBag) throws -> TimestampToken {
        let token = try TimestampToken(response: bag.file(BundleLayout.timestamp))
        guard token.response == bag.files[BundleLayout.timestamp] else {
            throw VerificationFault.malformedSignature(BundleLayout.timestamp)
        }
        try token.mustStamp(bag.files[BundleLayout.cmsSignature] ?? bag.file(BundleLayout.sshSignature))
        return token
    }
}
