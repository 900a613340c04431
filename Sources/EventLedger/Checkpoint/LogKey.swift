import Crypto
import Foundation
package import ReleaseModel

/// The public half of a log key: what an auditor holds to check a checkpoint.
///
/// Written as C2SP signed notes write it: the name, the key's number in eight hexadecimal digits, and Base64 of a byte for
/// the algorithm (1, Ed25519) and of the 32 bytes of the key, with plus signs between.
package struct LogVerifierKey: Sendable, Equatable, CustomStringConvertible {
    /// Who signs; the origin of a project's log is this name, a slash and the project's path.
    package let name: String
    /// 32 bytes (RFC 8032).
    let publicKey: Data

    init?(name: String, publicKey: Data) {
        guard Self.isName(name), publicKey.count == 32 else { return nil }
        self.name = name
        self.publicKey = publicKey
    }

    /// Reads the written form; nil for anything else, also where the number is not that of the key.
    package init?(text: some StringProtocol) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let encoded = Data(strictBase64: parts[2]), encoded.first == Self.ed25519 else {
            return nil
        }
        self.init(name: String(parts[0]), publicKey: Data(encoded.dropFirst()))
        guard description == text else { return nil }
    }

    package var description: String {
        "\(name)+\(keyID.hexadecimal)+\((Data([Self.ed25519]) + publicKey).base64EncodedString())"
    }

    /// The same key under the name of a project's log; one that bears it already stays as it is.
    package func forLog(of project: ProjectPath) -> LogVerifierKey {
        name.hasSuffix("/\(project)") ? self : LogVerifierKey(checkedName: "\(name)/\(project)", publicKey: publicKey)
    }

    private init(checkedName: String, publicKey: Data) {
        name = checkedName
        self.publicKey = publicKey
    }

    /// C2SP signed-note: the first four bytes of SHA-256 over the name, a line feed, the algorithm and the key.
    var keyID: Data {
        let text = Array(name.utf8) + [0x0A, Self.ed25519]
        return Data(Digest(of: text, followedBy: publicKey).rawBytes.prefix(4))
    }

    func isValid(_ signature: Data, of text: Data) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: text)
    }

    static let ed25519: UInt8 = 0x01

    private static let longestName = 255

    /// Names are an address or the like: letters and digits of any script, and `. _ ~ : / @ = -`, the first a letter or
    /// digit.
    ///
    /// The signed note has it that there are neither spaces nor plus signs (C2SP signed-note); nothing else is left that
    /// could act in a command line.
    package static func isName(_ text: String) -> Bool {
        guard text.utf8.count <= longestName, let first = text.unicodeScalars.first, isLetter(first) else {
            return false
        }
        return text.unicodeScalars.allSatisfy { isLetter($0) || "._~:/@=-".unicodeScalars.contains($0) }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isGraphemeExtend)
            && !scalar.actsOrHides
    }
}

/// The private half of a log key.
///
/// Written as Go's `golang.org/x/mod/sumdb/note` writes it: `PRIVATE+KEY+`, then as the public half, with the seed in place
/// of the key.
package struct LogSigningKey: Sendable {
    package let name: String
    private let key: Curve25519.Signing.PrivateKey

    /// Makes a new key; nil if the name cannot be one.
    package init?(newNamed name: String) {
        self.init(name: name, key: Curve25519.Signing.PrivateKey())
    }

    /// Reads the written form, with or without a line feed at its end; nil for anything else.
    package init?(text: String) {
        let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
        guard line.hasPrefix(Self.prefix) else { return nil }
        let parts = line.dropFirst(Self.prefix.count).split(
            separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let encoded = Data(strictBase64: parts[2]), encoded.first == LogVerifierKey.ed25519,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: encoded.dropFirst())
        else { return nil }
        self.init(name: String(parts[0]), key: key)
        guard self.text == line + "\n" else { return nil }
    }

    private init?(name: String, key: Curve25519.Signing.PrivateKey) {
        guard LogVerifierKey.isName(name) else { return nil }
        self.name = name
        self.key = key
    }

    /// The written form, a line.
    package var text: String {
        let seed = (Data([LogVerifierKey.ed25519]) + key.rawRepresentation).base64EncodedString()
        return "\(Self.prefix)\(name)+\(verifier?.keyID.hexadecimal ?? "")+\(seed)\n"
    }

    /// The public half.
    package var verifier: LogVerifierKey? {
        LogVerifierKey(name: name, publicKey: key.publicKey.rawRepresentation)
    }

    func signature(of text: Data) throws -> Data { try key.signature(for: text) }

    private static let prefix = "PRIVATE+KEY+"
}

extension Data {
    /// Decodes standard Base64 with its padding; nil for anything else, also for bits that count for nothing.
    init?(strictBase64 text: some StringProtocol) {
        guard let data = Data(base64Encoded: String(text)), data.base64EncodedString() == text else { return nil }
        self = data
    }

    var hexadecimal: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
