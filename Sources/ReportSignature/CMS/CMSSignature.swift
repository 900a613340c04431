import CryptoExtras
package import Foundation
package import ReleaseModel
import SwiftASN1
@_spi(CMS) import X509

/// A detached signature that `openssl cms -verify` checks (RFC 5652), with certificates and a signed time.
package struct CMSSignature: Sendable, Equatable {
    package private(set) var certificate: SigningCertificate
    /// What the signer's clock said; nobody vouches for it.
    package let signingTime: Instant
    private let signature: Data

    private static let largest = 1 << 20

    /// Signs bytes.
    ///
    /// The time is always given: with it, signed attributes go between the bytes and the key, so that no content passes for
    /// attributes or the other way round.
    package init(of bytes: Data, by key: ReportKey, _ certificate: SigningCertificate, at time: Instant) throws {
        let der = try Self.encoded(bytes, certificate, time, key: key.publicKey) { try key.signature(of: $0) }
        try self.init(der: der, of: bytes)
    }

    /// Reads a signature of these bytes and checks it; throws unless it is exactly what ``der(of:)`` writes.
    ///
    /// Nothing is left to interpretation, then: no BER, no bytes after the end, no unsigned attributes, no second signer.
    package init(der: Data, of bytes: Data) throws(SignatureError) {
        guard der.count <= Self.largest, let parts = try? CMSParts(der: der) else { throw .notWritten(format: "CMS") }
        certificate = parts.certificate
        signingTime = parts.signingTime
        signature = parts.signature
        guard (try? self.der(of: bytes)) == der else { throw .signer(.wrongSignature) }
    }

    /// The same signature with its certificates in another order of theirs; nil where these are not the same ones.
    package func ordered(as certificate: SigningCertificate) -> CMSSignature? {
        guard self.certificate.holdsSame(as: certificate) else { return nil }
        var ordered = self
        ordered.certificate = certificate
        return ordered
    }

    /// The file; throws where the signature is not one of these bytes.
    package func der(of bytes: Data) throws -> Data {
        let key = try certificate.publicKey()
        return try Self.encoded(bytes, certificate, signingTime, key: key) { message in
            guard key.isValid(signature, of: message) else { throw SignatureError.signer(.wrongSignature) }
            return signature
        }
    }

    private static func encoded(
        _ bytes: Data, _ certificate: SigningCertificate, _ time: Instant, key: ReportPublicKey,
        sign: @escaping @Sendable (Data) throws -> Data
    ) throws -> Data {
        Data(
            try CMS.sign(
                bytes, additionalIntermediateCertificates: certificate.intermediates, certificate: certificate.leaf,
                privateKey: Certificate.PrivateKey(ForeignKey(key: key, sign: sign)), signingTime: time.date,
                detached: true))
    }
}

/// A key whose signatures come from elsewhere, in the form that the certificate library asks for.
private struct ForeignKey: CustomPrivateKey {
    let key: ReportPublicKey
    let sign: @Sendable (Data) throws -> Data

    var publicKey: Certificate.PublicKey { key.key }
    var defaultSignatureAlgorithm: Certificate.SignatureAlgorithm { key.algorithm.certificateAlgorithm }
    var supportedSignatureAlgorithms: [Certificate.SignatureAlgorithm] { [defaultSignatureAlgorithm] }

    func signSynchronously(
        bytes: some DataProtocol, signatureAlgorithm: Certificate.SignatureAlgorithm
    ) throws -> Certificate.Signature {
        try Certificate.Signature(
            signatureAlgorithm: signatureAlgorithm,
            signatureBytes: ASN1BitString(bytes: [UInt8](sign(Data(bytes)))[...]))
    }

    func serialize(into coder: inout DER.Serializer) throws { throw SignatureError.notWritten(format: "DER") }

    static var defaultPEMDiscriminator: String { "PRIVATE KEY" }

    func serializeAsPEM(discriminator: String) throws -> PEMDocument {
        throw SignatureError.notWritten(format: "PEM")
    }

    static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    func hash(into hasher: inout Hasher) { hasher.combine(key.key) }
}
