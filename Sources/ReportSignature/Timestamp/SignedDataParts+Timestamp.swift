import Crypto
import Foundation
import SwiftASN1
import X509

extension SignedDataParts {
    /// The certificate that signed a time stamp, once its signature is found right.
    ///
    /// RFC 3161, sections 2.2 and 2.3: the purpose must be time stamping alone, and the signed attributes must name the
    /// certificate (RFC 2634, section 5.4; RFC 5035), so that it cannot be exchanged for another of the same key.
    func timestampSigner(of content: Data, type: ASN1ObjectIdentifier) throws -> SigningCertificate {
        guard let attributes = signer.signedAttributes,
            let typeAttribute = signer.attribute([1, 2, 840, 113_549, 1, 9, 3]),
            try ASN1ObjectIdentifier(derEncoded: typeAttribute) == type,
            let digestAttribute = signer.attribute([1, 2, 840, 113_549, 1, 9, 4]),
            try Data(ASN1OctetString(derEncoded: digestAttribute).bytes) == digest(of: content)
        else { throw SignatureError.timestamp(.badSignature) }
        let algorithm = try signatureAlgorithm()
        for certificate in certificates where try isNamed(certificate) {
            guard let usage = try certificate.extensions.extendedKeyUsage, Array(usage) == [.timeStamping] else {
                throw SignatureError.certificate(.wrongPurpose)
            }
            guard
                certificate.publicKey.isValidSignature(
                    Data(signer.signature), for: attributes, signatureAlgorithm: algorithm)
            else { throw SignatureError.timestamp(.badSignature) }
            return SigningCertificate(leaf: certificate, intermediates: certificates.filter { $0 != certificate })
        }
        throw SignatureError.timestamp(.badSignature)
    }

    private func digest(of content: Data) throws -> Data {
        switch signer.digestAlgorithm {
        case TimestampToken.sha256: Data(SHA256.hash(data: content))
        case [2, 16, 840, 1, 101, 3, 4, 2, 2]: Data(SHA384.hash(data: content))
        case [2, 16, 840, 1, 101, 3, 4, 2, 3]: Data(SHA512.hash(data: content))
        default: throw SignatureError.timestamp(.malformed)
        }
    }

    /// RSA may be named alone, its hash function then is that of the digest (RFC 3370, section 3.2).
    private func signatureAlgorithm() throws -> Certificate.SignatureAlgorithm {
        let rsa: [ASN1ObjectIdentifier: Certificate.SignatureAlgorithm] = [
            TimestampToken.sha256: .sha256WithRSAEncryption,
            [2, 16, 840, 1, 101, 3, 4, 2, 2]: .sha384WithRSAEncryption,
            [2, 16, 840, 1, 101, 3, 4, 2, 3]: .sha512WithRSAEncryption,
        ]
        let named: [ASN1ObjectIdentifier: Certificate.SignatureAlgorithm] = [
            [1, 2, 840, 113_549, 1, 1, 11]: .sha256WithRSAEncryption,
            [1, 2, 840, 113_549, 1, 1, 12]: .sha384WithRSAEncryption,
            [1, 2, 840, 113_549, 1, 1, 13]: .sha512WithRSAEncryption,
            [1, 2, 840, 10_045, 4, 3, 2]: .ecdsaWithSHA256, [1, 2, 840, 10_045, 4, 3, 3]: .ecdsaWithSHA384,
            [1, 2, 840, 10_045, 4, 3, 4]: .ecdsaWithSHA512,
        ]
        let isBareRSA = signer.signatureAlgorithm == [1, 2, 840, 113_549, 1, 1, 1]
        guard let found = isBareRSA ? rsa[signer.digestAlgorithm] : named[signer.signatureAlgorithm] else {
            throw SignatureError.timestamp(.malformed)
        }
        return found
    }

    /// Whether the signed attributes name a certificate as the signer's, by its hash.
    private func isNamed(_ certificate: Certificate) throws -> Bool {
        var coder = DER.Serializer()
        try coder.serialize(certificate)
        let der = coder.serializedBytes
        if let attribute = signer.attribute([1, 2, 840, 113_549, 1, 9, 16, 2, 47]) {
            let identifier = try Self.firstIdentifier(attribute)
            // Without a hash function in front it is SHA-256; with another one it is not understood.
            return try identifier.first.map { Data(try ASN1OctetString(derEncoded: $0).bytes) }
                == Data(SHA256.hash(data: der))
        }
        if let attribute = signer.attribute([1, 2, 840, 113_549, 1, 9, 16, 2, 12]) {
            let identifier = try Self.firstIdentifier(attribute)
            return try identifier.first.map { Data(try ASN1OctetString(derEncoded: $0).bytes) }
                == Data(Insecure.SHA1.hash(data: der))
        }
        return false
    }

    private static func firstIdentifier(_ attribute: ASN1Node) throws -> [ASN1Node] {
        let lists = try children(of: attribute, tag: .sequence)
        return try children(of: first(children(of: first(lists), tag: .sequence)), tag: .sequence)
    }
}
