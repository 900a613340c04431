package import Foundation

/// A text signed by one or more keys (C2SP signed-note v1.0.0).
package struct SignedNote: Sendable, Equatable {
    /// The signed text with the line feed at its end.
    package let text: String
    let signatures: [Signature]

    /// One line of signature.
    struct Signature: Sendable, Equatable {
        let name: String
        /// Four bytes that name the key.
        let keyID: Data
        let signature: Data
    }

    /// Why a note is not accepted.
    package enum Fault: Error, Sendable, Equatable {
        case malformed
        /// None of its signatures is from the key.
        case notSigned(by: String)
        case badSignature(of: String)
    }

    private static let largest = 64 << 10
    private static let mostSignatures = 64

    /// Signs a text, with each key under the name beside it.
    init(_ text: String, signedBy keys: [(key: LogSigningKey, verifier: LogVerifierKey)]) throws {
        self.text = text
        signatures = try keys.map { key, verifier in
            Signature(
                name: verifier.name, keyID: verifier.keyID, signature: try key.signature(of: Data(text.utf8)))
        }
    }

    /// Reads the written form.
    package init(bytes: Data) throws(Fault) {
        guard bytes.count <= Self.largest, let whole = String(validating: bytes, as: UTF8.self),
            whole.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" }),
            let border = whole.range(of: "\n\n", options: [.backwards, .literal])
        else { throw .malformed }
        text = String(whole[..<border.lowerBound]) + "\n"
        let lines = whole[border.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.last == "", (2...Self.mostSignatures).contains(lines.count) else { throw .malformed }
        signatures = try lines.dropLast().map { (line) throws(Fault) in
            guard let signature = Signature(line: line) else { throw .malformed }
            return signature
        }
    }

    /// The written form.
    package var bytes: Data {
        Data((text + "\n" + signatures.map { $0.line + "\n" }.joined()).utf8)
    }

    /// The text, once a signature of the key has been found right.
    package func text(verifiedBy key: LogVerifierKey) throws(Fault) -> String {
        guard let ours = signatures.first(where: { $0.name == key.name && $0.keyID == key.keyID }) else {
            throw .notSigned(by: key.description)
        }
        guard key.isValid(ours.signature, of: Data(text.utf8)) else { throw .badSignature(of: key.description) }
        return text
    }

    /// Whether one of its signatures is from the key, and right.
    package func isSigned(by key: LogVerifierKey) -> Bool { (try? text(verifiedBy: key)) != nil }
}

extension SignedNote.Signature {
    fileprivate init?(line: Substring) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "\u{2014}", LogVerifierKey.isName(String(parts[1])),
            let encoded = Data(strictBase64: parts[2]), encoded.count > 4
        else { return nil }
        name = String(parts[1])
        keyID = Data(encoded.prefix(4))
        signature = Data(encoded.dropFirst(4))
    }

    fileprivate var line: String { "\u{2014} \(name) \((keyID + signature).base64EncodedString())" }
}
