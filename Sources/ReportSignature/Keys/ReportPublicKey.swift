import Crypto
import CryptoExtras
package import Foundation
package import ReleaseModel
import SwiftASN1
import X509

/// The public half of a key that signs reports.
package struct ReportPublicKey: Sendable, Equatable {
    package let algorithm: KeyAlgorithm
    let key: Certificate.PublicKey

    /// Takes over a key; throws where it is of a kind that does not sign reports.
    init(_ key: Certificate.PublicKey) throws(SignatureError) {
        self.key = key
        if P256.Signing.PublicKey(key) != nil {
            algorithm = .p256
        } else if P384.Signing.PublicKey(key) != nil {
            algorithm = .p384
        } else if let rsa = _RSA.Signing.PublicKey(key) {
            guard rsa.keySizeInBits >= KeyAlgorithm.smallestRSA else { throw .key(.tooSmall(bits: rsa.keySizeInBits)) }
            algorithm = .rsa
        } else {
            throw .key(.unsupported(key.description.replacing(".PublicKey", with: "")))
        }
    }

    /// Reads a `PUBLIC KEY` in PEM (RFC 7468, section 13), or the line that ssh-keygen writes.
    package init(pem: String) throws(SignatureError) {
        let words = pem.split(maxSplits: 2, whereSeparator: \.isWhitespace)
        if words.count > 1, words[0].hasPrefix("ssh-") || words[0].hasPrefix("ecdsa-sha2-"),
            let blob = Data(base64Encoded: String(words[1]))
        {
            try self.init(sshBlob: blob)
            return
        }
        let blocks = PEMBlock.all(in: pem)
        guard let content = blocks.first(where: { $0.label == "PUBLIC KEY" })?.content,
            let key = try? Certificate.PublicKey(derEncoded: Array(content))
        else { throw .key(blocks.contains { $0.label.hasSuffix("PRIVATE KEY") } ? .privateKey : .unreadable) }
        try self.init(key)
    }

    /// Whether a signature of these bytes is by the private half; DER for ECDSA, PKCS#1 v1.5 for RSA.
    func isValid(_ signature: Data, of bytes: Data) -> Bool {
        key.isValidSignature(signature, for: bytes, signatureAlgorithm: algorithm.certificateAlgorithm)
    }

    /// The digest of the key in DER, as `openssl pkey -pubin -outform DER | sha256sum` prints it.
    package var fingerprint: ReleaseModel.Digest { ReleaseModel.Digest(of: Data(key.subjectPublicKeyInfoBytes)) }

    /// The key as `ssh-keygen -l` names it.
    package var sshFingerprint: String {
        let encoded = Data(ReleaseModel.Digest(of: sshBlob).rawBytes).base64EncodedString()
        return "SHA256:" + encoded.replacing("=", with: "")
    }
}

// The SSH form of keys and signatures: RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8332 section 3.
extension ReportPublicKey {
    /// The key as an SSH public key blob.
    package var sshBlob: Data {
        var wire = SSHWriter()
        wire.string(algorithm.sshKeyType)
        if let rsa = _RSA.Signing.PublicKey(key), let parts = try? rsa.getKeyPrimitives() {
            wire.number(parts.publicExponent)
            wire.number(parts.modulus)
        } else if let curve = algorithm.sshCurve {
            wire.string(curve)
            wire.string(
                P256.Signing.PublicKey(key)?.x963Representation ?? P384.Signing.PublicKey(key)?.x963Representation
                    ?? Data())
        }
        return wire.data
    }

    /// Reads an SSH public key blob; throws unless it is exactly what ``sshBlob`` writes for the key.
    init(sshBlob: Data) throws(SignatureError) {
        var wire = SSHReader(sshBlob)
        guard let type = wire.text() else { throw .key(.unreadable) }
        let key: Certificate.PublicKey?
        switch KeyAlgorithm.allCases.first(where: { $0.sshKeyType == type }) {
        case .p256:
            guard wire.text() != nil, let point = wire.string() else { throw .key(.unreadable) }
            key = (try? P256.Signing.PublicKey(x963Representation: point)).map { Certificate.PublicKey($0) }
        case .p384:
            guard wire.text() != nil, let point = wire.string() else { throw .key(.unreadable) }
            key = (try? P384.Signing.PublicKey(x963Representation: point)).map { Certificate.PublicKey($0) }
        case .rsa:
            guard let exponent = wire.number(), let modulus = wire.number() else { throw .key(.unreadable) }
            key = (try? _RSA.Signing.PublicKey(n: modulus, e: exponent)).map { Certificate.PublicKey($0) }
        case nil: throw .key(.unsupported(type))
        }
        guard let key else { throw .key(.unreadable) }
        try self.init(key)
        guard self.sshBlob == sshBlob else { throw .key(.unreadable) }
    }

    /// The signature as SSH writes it.
    func sshSignature(from signature: Data) -> Data? {
        var wire = SSHWriter()
        wire.string(algorithm.sshSignatureType)
        if algorithm == .rsa {
            wire.string(signature)
        } else {
            guard let (r, s) = fixedWidthParts(of: signature) else { return nil }
            var numbers = SSHWriter()
            numbers.number(r)
            numbers.number(s)
            wire.string(numbers.data)
        }
        return wire.data
    }

    /// The signature in a blob as SSH writes it; nil for anything but what ``sshSignature(from:)`` writes.
    func signature(fromSSH blob: Data) -> Data? {
        var wire = SSHReader(blob)
        guard wire.text() == algorithm.sshSignatureType, let body = wire.string() else { return nil }
        var signature = body
        if algorithm != .rsa {
            var numbers = SSHReader(body)
            guard let r = numbers.number(), let s = numbers.number(), let der = self.signature(r: r, s: s) else {
                return nil
            }
            signature = der
        }
        return sshSignature(from: signature) == blob ? signature : nil
    }

    /// The two numbers of an ECDSA signature, each as wide as the curve: together the form of XML signatures.
    func fixedWidthParts(of signature: Data) -> (r: Data, s: Data)? {
        let raw =
            switch algorithm {
            case .p256: try? P256.Signing.ECDSASignature(derRepresentation: signature).rawRepresentation
            case .p384: try? P384.Signing.ECDSASignature(derRepresentation: signature).rawRepresentation
            case .rsa: Data?.none
            }
        guard let raw else { return nil }
        return (raw.prefix(raw.count / 2), raw.suffix(raw.count / 2))
    }

    /// An ECDSA signature in DER out of its two numbers.
    func signature(r: Data, s: Data) -> Data? {
        let width = algorithm == .p256 ? 32 : 48
        guard r.count <= width, s.count <= width else { return nil }
        let raw = Data(count: width - r.count) + r + Data(count: width - s.count) + s
        return switch algorithm {
        case .p256: try? P256.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation
        case .p384: try? P384.Signing.ECDSASignature(rawRepresentation: raw).derRepresentation
        case .rsa: nil
        }
    }
}
