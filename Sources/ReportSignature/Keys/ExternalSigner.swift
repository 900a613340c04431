import Crypto
import ExternalCommand
import Foundation

/// A command that signs with a key that this program never sees: a PKCS#11 token, a KMS, a vault.
///
/// In the arguments, `{message}` stands for a file with the bytes to be signed and `{digest}` for one with their raw
/// digest: SHA-256 for P-256, SHA-384 for P-384, SHA-512 for RSA. The command writes the signature to standard output, DER for
/// ECDSA and PKCS#1 v1.5 for RSA, and ends with 0.
package struct ExternalSigner: Sendable {
    private let arguments: CommandTemplate
    private let secondsAllowed: Int

    private static let largestAnswer = 4_096

    /// Nil where the command line cannot be split, or neither placeholder occurs.
    package init?(commandLine: String, secondsAllowed: Int) {
        guard let template = CommandTemplate(commandLine: commandLine, oneOf: ["message", "digest"]) else { return nil }
        arguments = template
        self.secondsAllowed = secondsAllowed
    }

    func signature(of message: Data, by algorithm: KeyAlgorithm) throws -> Data {
        let digest: Data =
            switch algorithm {
            case .p256: Data(SHA256.hash(data: message))
            case .p384: Data(SHA384.hash(data: message))
            case .rsa: Data(SHA512.hash(data: message))
            }
        let outcome = try arguments.run(["message": message, "digest": digest], secondsAllowed: secondsAllowed)
        let command = arguments.program
        switch outcome {
        case .timedOut: throw SignatureError.signer(.timedOut(command: command, seconds: secondsAllowed))
        case .printedTooMuch: throw SignatureError.signer(.wrongSignature)
        case .notStarted: throw SignatureError.signer(.notStarted(command: command))
        case .ended(let status, _, let complaint) where status != 0:
            throw SignatureError.signer(.failed(command: command, status: status, complaint: complaint))
        case .ended(_, let answer, _):
            guard !answer.isEmpty, answer.count <= Self.largestAnswer else {
                throw SignatureError.signer(.wrongSignature)
            }
            return answer
        }
    }
}
