import Crypto
import Foundation

/// A command that signs with a key that this program never sees: a PKCS#11 token, a KMS, a vault.
///
/// In the arguments, `{message}` stands for a file with the bytes to be signed and `{digest}` for one with their raw
/// digest: SHA-256 for P-256, SHA-384 for P-384, SHA-512 for RSA. The command writes the signature to standard output, DER for
/// ECDSA and PKCS#1 v1.5 for RSA, and ends with 0.
package struct ExternalSigner: Sendable {
    private let arguments: [String]
    private let secondsAllowed: Int

    private static let largestAnswer = 4_096

    /// Splits a command line as a shell would, at spaces outside quotation marks; nothing else is interpreted.
    ///
    /// Nil where it is empty, a quotation mark is open, or neither placeholder occurs.
    package init?(commandLine: String, secondsAllowed: Int) {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in commandLine {
            if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let whole = word { words.append(whole) }
        guard quote == nil, words.count > 1,
            words.contains(where: { $0.contains("{message}") || $0.contains("{digest}") })
        else { return nil }
        arguments = words
        self.secondsAllowed = secondsAllowed
    }

    func signature(of message: Data, by algorithm: KeyAlgorithm) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("release-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let digest: Data =
            switch algorithm {
            case .p256: Data(SHA256.hash(data: message))
            case .p384: Data(SHA384.hash(data: message))
            case .rsa: Data(SHA512.hash(data: message))
            }
        let files = ["message": message, "digest": digest].mapValues {
            ($0, folder.appendingPathComponent(UUID().uuidString))
        }
        for (content, url) in files.values { try content.write(to: url) }
        let words = arguments.map { word in
            files.reduce(word) { $0.replacing("{\($1.key)}", with: $1.value.1.path) }
        }
        let outcome = try TimedCommand(words, secondsAllowed: secondsAllowed).run(in: folder)
        switch outcome {
        case .timedOut: throw SignatureError.signer(.timedOut(command: words[0], seconds: secondsAllowed))
        case .notStarted: throw SignatureError.signer(.notStarted(command: words[0]))
        case .ended(let status, _, let complaint) where status != 0:
            throw SignatureError.signer(.failed(command: words[0], status: status, complaint: complaint))
        case .ended(_, let answer, _):
            guard !answer.isEmpty, answer.count <= Self.largestAnswer else {
                throw SignatureError.signer(.wrongSignature)
            }
            return answer
        }
    }
}
