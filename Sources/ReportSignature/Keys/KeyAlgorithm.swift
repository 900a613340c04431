import X509

/// The kinds of key that sign reports; each signs with one hash function, whatever the format.
///
/// Ed25519 is left out on purpose: `openssl cms` verifies none (OpenSSL issue 32248).
package enum KeyAlgorithm: String, Sendable, CaseIterable {
    case p256 = "P-256"
    case p384 = "P-384"
    /// PKCS#1 v1.5 with SHA-512, the only RSA signature that `ssh-keygen -Y` makes and accepts.
    case rsa = "RSA"

    /// RSA keys below this size are refused (BSI TR-02102-1, NIST SP 800-57: beyond 2030).
    package static let smallestRSA = 3_072

    /// The name of a key of this kind (RFC 4253, section 6.6; RFC 5656, section 3.1).
    var sshKeyType: String {
        switch self {
        case .p256: "ecdsa-sha2-nistp256"
        case .p384: "ecdsa-sha2-nistp384"
        case .rsa: "ssh-rsa"
        }
    }

    /// The name of a signature by it (RFC 5656, section 3.1.2; RFC 8332, section 3).
    var sshSignatureType: String {
        switch self {
        case .p256, .p384: sshKeyType
        case .rsa: "rsa-sha2-512"
        }
    }

    /// The name of its curve (RFC 5656, section 10.1); nil for RSA.
    var sshCurve: String? {
        switch self {
        case .p256: "nistp256"
        case .p384: "nistp384"
        case .rsa: nil
        }
    }

    /// The algorithm as X.509 and CMS name it.
    var certificateAlgorithm: Certificate.SignatureAlgorithm {
        switch self {
        case .p256: .ecdsaWithSHA256
        case .p384: .ecdsaWithSHA384
        case .rsa: .sha512WithRSAEncryption
        }
    }

    /// The algorithm as XML signatures name it (RFC 6931, sections 2.3.2 and 2.3.6).
    var xmlIdentifier: String {
        switch self {
        case .p256: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
        case .p384: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"
        case .rsa: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
        }
    }
}
