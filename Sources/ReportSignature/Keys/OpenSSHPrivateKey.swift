import CryptoExtras
import Foundation
import X509

/// A key in the form that ssh-keygen writes unless told otherwise (OpenSSH, PROTOCOL.key).
struct OpenSSHPrivateKey {
    let key: Certificate.PrivateKey

    private static let magic = Array("openssh-key-v1\0".utf8)

    init(_ content: Data) throws {
        var wire = SSHReader(content)
        guard wire.bytes(Self.magic.count) == Data(Self.magic), let cipher = wire.text(), wire.string() != nil,
            wire.string() != nil, wire.uint32() == 1, wire.string() != nil
        else { throw SignatureError.key(.unreadable) }
        guard cipher == "none" else { throw SignatureError.key(.encrypted) }
        guard let inner = wire.string() else { throw SignatureError.key(.unreadable) }
        var secret = SSHReader(inner)
        guard let check = secret.uint32(), secret.uint32() == check, let type = secret.text() else {
            throw SignatureError.key(.unreadable)
        }
        switch KeyAlgorithm.allCases.first(where: { $0.sshKeyType == type }) {
        case .p256: key = try PrivateKeyFile.ellipticCurve(.p256, Self.curveNumber(&secret))
        case .p384: key = try PrivateKeyFile.ellipticCurve(.p384, Self.curveNumber(&secret))
        case .rsa:
            guard let n = secret.number(), let e = secret.number(), let d = secret.number(), secret.number() != nil,
                let p = secret.number(), let q = secret.number()
            else { throw SignatureError.key(.unreadable) }
            // The library takes no RSA key below 2048 bits in this form.
            guard n.count * 8 >= 2_048 else { throw SignatureError.key(.tooSmall(bits: n.count * 8)) }
            key = .init(try _RSA.Signing.PrivateKey(n: n, e: e, d: d, p: p, q: q))
        case nil: throw SignatureError.key(.unsupported(type))
        }
    }

    private static func curveNumber(_ secret: inout SSHReader) throws -> Data {
        guard secret.string() != nil, secret.string() != nil, let number = secret.number() else {
            throw SignatureError.key(.unreadable)
        }
        return number
    }
}
