import Foundation
package import ReleaseModel
import SwiftASN1
import X509

/// The X.509 certificate of the key that signs, and those between it and the root.
package struct SigningCertificate: Sendable, Equatable {
    let leaf: Certificate
    let intermediates: [Certificate]

    private static let mostCertificates = 10

    /// Reads one or more certificates in PEM, that of the signer first.
    package init(pem: String) throws(SignatureError) {
        let certificates = try Certificate.list(pem: pem)
        guard let first = certificates.first else { throw .certificate(.unreadable) }
        guard certificates.count <= Self.mostCertificates else { throw .certificate(.tooMany(certificates.count)) }
        self.init(leaf: first, intermediates: Array(certificates.dropFirst()))
    }

    init(leaf: Certificate, intermediates: [Certificate]) {
        self.leaf = leaf
        self.intermediates = intermediates
    }

    /// The same certificates, that of a key first and each once; as they are where none is of the key.
    package func led(by key: ReportPublicKey) -> SigningCertificate {
        let all = [leaf] + intermediates
        guard let own = all.first(where: { $0.publicKey == key.key }) else { return self }
        var others: [Certificate] = []
        for certificate in all where certificate != own && !others.contains(certificate) { others.append(certificate) }
        return SigningCertificate(leaf: own, intermediates: others)
    }

    /// Whether these are the same certificates, in whatever order those of the authorities stand.
    ///
    /// A signature holds a set, which keeps no order (RFC 5652, section 10.2.3).
    func holdsSame(as other: SigningCertificate) -> Bool {
        func counted(_ certificates: [Certificate]) -> [Certificate: Int] {
            certificates.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        return leaf == other.leaf && counted(intermediates) == counted(other.intermediates)
    }

    /// All of them in PEM, that of the signer first.
    package var pem: String {
        ([leaf] + intermediates).compactMap { try? $0.serializeAsPEM().pemString + "\n" }.joined()
    }

    /// All of them in DER, that of the signer first.
    var derList: [Data] {
        ([leaf] + intermediates).compactMap { certificate in
            var coder = DER.Serializer()
            guard (try? coder.serialize(certificate)) != nil else { return nil }
            return Data(coder.serializedBytes)
        }
    }

    /// The key that it is made out for.
    package func publicKey() throws(SignatureError) -> ReportPublicKey { try ReportPublicKey(leaf.publicKey) }

    /// Whom it is made out for, as RFC 4514 writes it.
    package var subject: String { leaf.subject.description }

    /// The mail addresses that it is made out for (RFC 5280, section 4.2.1.6).
    package var mailAddresses: [String] {
        // One that cannot be read names nobody.
        let names = (try? leaf.extensions.subjectAlternativeNames) ?? nil
        return names?.compactMap { if case .rfc822Name(let address) = $0 { address } else { nil } } ?? []
    }

    /// The last moment at which it is valid.
    package var validUntil: Instant { Instant(leaf.notValidAfter) }

    /// Throws unless the certificate may sign at a time: for the key, within its validity, for a purpose that
    /// `openssl cms -verify` accepts.
    package func mustFit(_ key: ReportPublicKey, at time: Instant) throws(SignatureError) {
        guard leaf.publicKey == key.key else { throw .certificate(.otherKey) }
        guard time >= Instant(leaf.notValidBefore) else {
            throw .certificate(.notYetValid(from: Instant(leaf.notValidBefore)))
        }
        guard time <= validUntil else { throw .certificate(.expired(at: validUntil)) }
        guard allowsSigning else { throw .certificate(.wrongPurpose) }
    }

    /// What OpenSSL asks of a certificate that signs a CMS: the purpose S/MIME, where any is named.
    private var allowsSigning: Bool {
        guard let extended = try? leaf.extensions.extendedKeyUsage.map({ $0.contains(.emailProtection) }) ?? true,
            let plain = try? leaf.extensions.keyUsage.map({ $0.digitalSignature || $0.nonRepudiation }) ?? true
        else { return false }
        return extended && plain
    }
}

extension Certificate {
    /// Reads all certificates of a PEM text; keys and texts between them are passed over.
    static func list(pem: String) throws(SignatureError) -> [Certificate] {
        let blocks = PEMBlock.all(in: pem).filter { $0.label.hasSuffix("CERTIFICATE") }
        guard !blocks.contains(where: { $0.label == "TRUSTED CERTIFICATE" }) else {
            throw .certificate(.openSSLTrusted)
        }
        var certificates: [Certificate] = []
        for block in blocks {
            guard let content = block.content, let certificate = try? Certificate(derEncoded: Array(content)) else {
                throw .certificate(.unreadable)
            }
            certificates.append(certificate)
        }
        return certificates
    }
}

extension Instant {
    /// The whole second of a date as the certificate library hands it out.
    init(_ date: Date) { self.init(seconds: Int64(date.timeIntervalSince1970.rounded(.down))) }

    var date: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
