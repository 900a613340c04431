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

    /// Reads the file of a private key: PKCS#8, the older forms of EC and RSA keys, or OpenSSH's own.
    package init(file: Data) throws(SignatureError) {
        try self.init(PrivateKeyFile.key(in: file))
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
