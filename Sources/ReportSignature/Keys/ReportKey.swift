import Crypto
package import Foundation
import X509

/// A key that signs reports: in memory, or behind a command.
package struct ReportKey: Sendable {
    package let publicKey: ReportPublicKey
    private let sign: @Sendable (Data) throws -> Data

    /// Makes a new key on the curve P-256.
    package static func make() throws -> (key: ReportKey, pem: String) {
        let key = P256.Signing.PrivateKey()
        return (try ReportKey(Certificate.PrivateKey(key)), key.pemRepresentation + "\n")
    }

    /// Reads a private key in PEM: PKCS#8, or the older forms of EC and RSA keys.
    package init(pem: String) throws(SignatureError) {
        if pem.contains("ENCRYPTED") { throw .key(.encrypted) }
        guard let key = try? Certificate.PrivateKey(pemEncoded: pem) else { throw .key(.unreadable) }
        try self.init(key)
    }

    private init(_ key: Certificate.PrivateKey) throws(SignatureError) {
        let publicKey = try ReportPublicKey(key.publicKey)
        self.publicKey = publicKey
        sign = {
            Data(
                try key.sign(bytes: $0, signatureAlgorithm: publicKey.algorithm.certificateAlgorithm).rawRepresentation)
        }
    }

    /// A key that never comes into this program: a command signs with it.
    package init(publicKey: ReportPublicKey, signer: ExternalSigner) {
        self.publicKey = publicKey
        sign = { try signer.signature(of: $0, by: publicKey.algorithm) }
    }

    /// Signs bytes: DER for ECDSA, PKCS#1 v1.5 for RSA.
    ///
    /// The signature is checked before it is handed out, so that a broken signer never ends in a bundle.
    package func signature(of message: Data) throws -> Data {
        let signature = try sign(message)
        guard publicKey.isValid(signature, of: message) else { throw SignatureError.signer(.wrongSignature) }
        return signature
    }
}
