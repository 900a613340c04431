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
        guard let first = certificates.first, certificates.count <= Self.mostCertificates else {
            throw .certificate(.unreadable)
        }
        self.init(leaf: first, intermediates: Array(certificates.dropFirst()))
    }

    init(leaf: Certificate, intermediates: [Certificate]) {
        self.leaf = leaf
        self.intermediates = intermediates
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
    /// Reads all certificates of a PEM text; anything else in it is refused.
    static func list(pem: String) throws(SignatureError) -> [Certificate] {
        guard let documents = try? PEMDocument.parseMultiple(pemString: pem),
            let certificates = try? documents.map({ try Certificate(pemDocument: $0) })
        else { throw .certificate(.unreadable) }
        return certificates
    }
}

extension Instant {
    /// The whole second of a date as the certificate library hands it out.
    init(_ date: Date) { self.init(seconds: Int64(date.timeIntervalSince1970.rounded(.down))) }

    var date: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
