import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

/// A private key as openssl and ssh-keygen write one: PKCS#8 (RFC 5958), SEC 1 (RFC 5915), PKCS#1 (RFC 8017), or
/// OpenSSH's own form.
enum PrivateKeyFile {
    /// Reads the first private key of a file; certificates and parameters beside it are passed over.
    static func key(in file: Data) throws(SignatureError) -> Certificate.PrivateKey {
        let blocks = PEMBlock.all(in: String(decoding: file, as: UTF8.self))
        guard let block = blocks.first(where: { $0.label.hasSuffix("PRIVATE KEY") }) else {
            throw .key(KeyForm(of: file).map { .form($0) } ?? .unreadable)
        }
        guard !block.isEncrypted else { throw .key(.encrypted) }
        guard let content = block.content else { throw .key(.unreadable) }
        do {
            switch block.label {
            case "PRIVATE KEY": return try pkcs8(content)
            case "EC PRIVATE KEY": return try sec1(DER.parse(Array(content)), curve: nil)
            case "RSA PRIVATE KEY": return try rsa(content)
            case "OPENSSH PRIVATE KEY": return try OpenSSHPrivateKey(content).key
            default: throw SignatureError.key(.unsupported(block.label.replacing(" PRIVATE KEY", with: "")))
            }
        } catch let error as SignatureError {
            throw error
        } catch {
            throw .key(.unreadable)
        }
    }

    /// The kinds of key that PKCS#8 names and that sign no reports, for the message.
    private static let unsupported: [ASN1ObjectIdentifier: String] = [
        [1, 3, 101, 110]: "X25519", [1, 3, 101, 111]: "X448", [1, 3, 101, 112]: "Ed25519", [1, 3, 101, 113]: "Ed448",
        [1, 2, 840, 113_549, 1, 1, 10]: "RSA-PSS", [1, 2, 840, 10_040, 4, 1]: "DSA",
        [1, 2, 840, 113_549, 1, 3, 1]: "DH", [1, 2, 840, 10_046, 2, 1]: "DH",
    ]

    private static func pkcs8(_ content: Data) throws -> Certificate.PrivateKey {
        let parts = try children(of: DER.parse(Array(content)))
        guard parts.count >= 3 else { throw SignatureError.key(.unreadable) }
        let algorithm = try children(of: parts[1])
        guard let first = algorithm.first else { throw SignatureError.key(.unreadable) }
        let identifier = try ASN1ObjectIdentifier(derEncoded: first)
        let inner = Data(try ASN1OctetString(derEncoded: parts[2]).bytes)
        switch identifier {
        case [1, 2, 840, 10_045, 2, 1]: return try sec1(DER.parse(Array(inner)), curve: algorithm.dropFirst().first)
        case [1, 2, 840, 113_549, 1, 1, 1]: return try rsa(inner)
        default: throw SignatureError.key(.unsupported(unsupported[identifier] ?? identifier.description))
        }
    }

    /// RFC 5915, section 3; in PKCS#8 the curve stands outside.
    private static func sec1(_ node: ASN1Node, curve: ASN1Node?) throws -> Certificate.PrivateKey {
        let parts = try children(of: node)
        guard parts.count >= 2 else { throw SignatureError.key(.unreadable) }
        let number = Data(try ASN1OctetString(derEncoded: parts[1]).bytes)
        let tagged = parts.first { $0.identifier == .init(tagWithNumber: 0, tagClass: .contextSpecific) }
        guard let parameters = try curve ?? tagged.flatMap({ try children(of: $0).first }) else {
            throw SignatureError.key(.unreadable)
        }
        return try ellipticCurve(ECCurve(parameters), number)
    }

    /// A key by its curve and its number, which is filled up to the curve's width.
    static func ellipticCurve(_ curve: ECCurve, _ number: Data) throws -> Certificate.PrivateKey {
        func filled(_ width: Int) -> Data {
            let digits = number.drop { $0 == 0 }
            return Data(count: max(0, width - digits.count)) + digits
        }
        return switch curve {
        case .p256: .init(try P256.Signing.PrivateKey(rawRepresentation: filled(32)))
        case .p384: .init(try P384.Signing.PrivateKey(rawRepresentation: filled(48)))
        case .other(let name): throw SignatureError.key(.unsupported(name))
        }
    }

    /// Smaller keys are read too, so that the message can name their size.
    private static func rsa(_ content: Data) throws -> Certificate.PrivateKey {
        .init(try _RSA.Signing.PrivateKey(unsafeDERRepresentation: content))
    }

    fileprivate static func children(of node: ASN1Node) throws -> [ASN1Node] {
        guard case .constructed(let nodes) = node.content else { throw SignatureError.key(.unreadable) }
        return Array(nodes)
    }
}

/// The curve of a key: by name, or by all of its numbers, as `openssl ecparam -param_enc explicit` writes it.
enum ECCurve: Equatable {
    case p256
    case p384
    case other(String)

    private static let named: [ASN1ObjectIdentifier: ECCurve] = [
        [1, 2, 840, 10_045, 3, 1, 7]: .p256, [1, 3, 132, 0, 34]: .p384, [1, 3, 132, 0, 35]: .other("P-521"),
        [1, 3, 132, 0, 10]: .other("secp256k1"), [1, 3, 132, 0, 33]: .other("P-224"),
    ]

    /// Reads the parameters (RFC 3279, section 2.3.5).
    init(_ parameters: ASN1Node) throws {
        if parameters.identifier == .objectIdentifier {
            let identifier = try ASN1ObjectIdentifier(derEncoded: parameters)
            self = Self.named[identifier] ?? .other("EC \(identifier)")
            return
        }
        // The prime alone decides: the public half is computed on the curve that is named here.
        let parts = try PrivateKeyFile.children(of: parameters)
        guard parts.count > 1, let prime = try PrivateKeyFile.children(of: parts[1]).last,
            case .primitive(let bytes) = prime.content
        else { throw SignatureError.key(.unreadable) }
        let digits = bytes.drop { $0 == 0 }
        self = Self.primes.first { $0.prime.elementsEqual(digits) }?.curve ?? .other("EC with explicit parameters")
    }

    /// FIPS 186-4, appendix D.1.2.
    private static let primes: [(curve: ECCurve, prime: [UInt8])] = [
        (
            .p256, words(0xFFFF_FFFF, 0x0000_0001, 0, 0, 0, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF)
        ),
        (
            .p384,
            words(
                0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFE,
                0xFFFF_FFFF, 0, 0, 0xFFFF_FFFF)
        ),
    ]

    private static func words(_ words: UInt32...) -> [UInt8] {
        words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
    }
}
