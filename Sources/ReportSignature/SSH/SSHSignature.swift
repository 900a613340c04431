import Crypto
package import Foundation
import ReleaseModel

/// A detached signature that `ssh-keygen -Y verify` checks (OpenSSH, PROTOCOL.sshsig).
package struct SSHSignature: Sendable, Equatable {
    package let publicKey: ReportPublicKey
    package let namespace: Namespace
    /// DER for ECDSA, PKCS#1 v1.5 for RSA.
    private let signature: Data

    /// What a signature is for; one for another purpose is refused.
    package enum Namespace: String, Sendable, CaseIterable {
        /// The tag manifest of a bundle.
        case bundle = "release-audit-bundle"
        /// One report that travels alone.
        case report = "release-audit-report"
    }

    /// Signs bytes.
    package init(of bytes: Data, for namespace: Namespace, by key: ReportKey) throws {
        publicKey = key.publicKey
        self.namespace = namespace
        signature = try key.signature(of: Self.signed(bytes, for: namespace))
    }

    /// Reads the armored form; nil unless it is exactly what ``armored`` writes.
    package init?(armored: Data) {
        guard armored.count <= 64 << 10, let text = String(bytes: armored, encoding: .utf8) else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 3, lines.removeFirst() == Self.begin, lines.removeLast().isEmpty,
            lines.removeLast() == Self.end,
            let blob = Data(base64Encoded: lines.joined())
        else { return nil }
        var wire = SSHReader(blob)
        guard wire.bytes(Self.magic.count) == Data(Self.magic), wire.uint32() == 1, let keyBlob = wire.string(),
            let publicKey = try? ReportPublicKey(sshBlob: keyBlob),
            let namespace = wire.text().flatMap({ Namespace(rawValue: $0) }), wire.string() == Data(),
            wire.text() == Self.hash, let signature = wire.string().flatMap({ publicKey.signature(fromSSH: $0) })
        else { return nil }
        self.publicKey = publicKey
        self.namespace = namespace
        self.signature = signature
        guard self.armored == armored else { return nil }
    }

    /// What a signature of somebody else's was made for; nil where the file is none, or is one of ours.
    package static func foreignNamespace(of armored: Data) -> String? {
        let lines = String(decoding: armored.prefix(64 << 10), as: UTF8.self).split(separator: "\n")
        guard lines.first == begin, let blob = Data(base64Encoded: lines.dropFirst().prefix { $0 != end }.joined())
        else {
            return nil
        }
        var wire = SSHReader(blob)
        guard wire.bytes(magic.count) == Data(magic), wire.uint32() == 1, wire.string() != nil,
            let namespace = wire.text(), Namespace(rawValue: namespace) == nil
        else { return nil }
        return namespace.withoutControls
    }

    /// The file that `ssh-keygen -Y sign` would write.
    package var armored: Data {
        var wire = SSHWriter()
        wire.bytes(Self.magic)
        wire.uint32(1)
        wire.string(publicKey.sshBlob)
        wire.string(namespace.rawValue)
        wire.string("")
        wire.string(Self.hash)
        wire.string(publicKey.sshSignature(from: signature) ?? Data())
        let base64 = Array(wire.data.base64EncodedString().utf8)
        let lines = stride(from: 0, to: base64.count, by: 70).map {
            String(decoding: base64[$0..<min($0 + 70, base64.count)], as: UTF8.self)
        }
        return Data(([String(Self.begin)] + lines + [String(Self.end), ""]).joined(separator: "\n").utf8)
    }

    /// Whether the key in it signed these bytes for this purpose; says nothing of whose key it is.
    package func isValid(for bytes: Data) -> Bool {
        publicKey.isValid(signature, of: Self.signed(bytes, for: namespace))
    }

    private static func signed(_ bytes: Data, for namespace: Namespace) -> Data {
        var wire = SSHWriter()
        wire.bytes(magic)
        wire.string(namespace.rawValue)
        wire.string("")
        wire.string(hash)
        wire.string(Data(Crypto.SHA512.hash(data: bytes)))
        return wire.data
    }

    private static let magic = Array("SSHSIG".utf8)
    private static let hash = "sha512"
    private static let begin: Substring = "-----BEGIN SSH SIGNATURE-----"
    private static let end: Substring = "-----END SSH SIGNATURE-----"
}
