import Foundation

/// What a file is that holds no private key in PEM, told by how it begins.
package enum KeyForm: Sendable, Equatable {
    case publicKey
    case certificate
    case certificateRequest
    case der
    case pkcs12
    case putty
    case ssh2
    case openPGP
    case javaKeyStore
    case jsonWebKey

    init?(of file: Data) {
        let text = String(decoding: file.prefix(4_096), as: UTF8.self)
        let labels = Set(PEMBlock.all(in: String(decoding: file, as: UTF8.self)).map(\.label))
        let firstWord = text.split(whereSeparator: \.isWhitespace).first ?? ""
        if labels.contains(where: { $0.hasSuffix("PUBLIC KEY") }) || firstWord.hasPrefix("ssh-")
            || firstWord.hasPrefix("ecdsa-sha2-") || text.hasPrefix("---- BEGIN SSH2 PUBLIC KEY")
        {
            self = .publicKey
        } else if labels.contains(where: { $0.hasSuffix("CERTIFICATE") }) {
            self = .certificate
        } else if labels.contains(where: { $0.hasSuffix("CERTIFICATE REQUEST") }) {
            self = .certificateRequest
        } else if text.contains("-----BEGIN PGP ") {
            self = .openPGP
        } else if text.hasPrefix("PuTTY-User-Key-File-") {
            self = .putty
        } else if text.hasPrefix("---- BEGIN SSH2 ") {
            self = .ssh2
        } else if file.starts(with: [0xFE, 0xED, 0xFE, 0xED]) {
            self = .javaKeyStore
        } else if text.drop(while: \.isWhitespace).first == "{", text.contains("\"kty\"") {
            self = .jsonWebKey
        } else if file.first == 0x30, let number = Self.firstNumber(in: file) {
            // Version 3 and no other key has it (RFC 7292, section 4).
            self = number == 3 ? .pkcs12 : .der
        } else {
            return nil
        }
    }

    /// The one-byte integer with which a sequence in DER or BER begins; nil for anything else.
    private static func firstNumber(in file: Data) -> UInt8? {
        let bytes = Array(file.prefix(16))
        guard bytes.count > 5 else { return nil }
        let header = bytes[1] > 0x80 ? 2 + Int(bytes[1] & 0x7F) : 2
        guard header + 2 < bytes.count, bytes[header] == 2, bytes[header + 1] == 1 else { return nil }
        return bytes[header + 2]
    }

    /// As messages name it.
    var words: String {
        switch self {
        case .publicKey: "a public key"
        case .certificate: "a certificate"
        case .certificateRequest: "a certificate request"
        case .der: "a key in DER"
        case .pkcs12: "a PKCS#12 file"
        case .putty: "a key in PuTTY's form"
        case .ssh2: "a key in the form of SSH.com (RFC 4716)"
        case .openPGP: "an OpenPGP key"
        case .javaKeyStore: "a Java key store"
        case .jsonWebKey: "a JSON Web Key"
        }
    }

    /// How to get what is wanted from it.
    var hint: String {
        switch self {
        case .publicKey, .certificate, .certificateRequest: "give the file of its private key, in PEM"
        case .der: "convert it with: openssl pkey -inform DER -in FILE -out KEY.pem"
        case .pkcs12: "take the key out with: openssl pkcs12 -in FILE -nocerts -nodes -out KEY.pem"
        case .putty: "convert it with: puttygen FILE -O private-openssh -o KEY"
        case .ssh2: "convert it with: ssh-keygen -i -f FILE"
        case .openPGP, .jsonWebKey: "make a key with 'release-audit keygen report'"
        case .javaKeyStore: "take the key out with keytool -importkeystore -deststoretype PKCS12, then openssl pkcs12"
        }
    }
}
