import Foundation
package import ReleaseModel

/// Who may sign what, in the form that `ssh-keygen -Y verify -f` reads (ssh-keygen(1), ALLOWED SIGNERS).
package struct AllowedSigners: Sendable, Equatable {
    /// One line.
    package struct Signer: Sendable, Equatable {
        /// Who it is; the name given to `ssh-keygen -I`.
        package let identity: String
        package let publicKey: ReportPublicKey
        /// What the key may sign; nil where nothing is said, which allows everything.
        let namespaces: [String]?
        let validAfter: Instant?
        let validBefore: Instant?

        /// A signer of bundles and reports.
        package init(identity: String, publicKey: ReportPublicKey) {
            self.identity = identity
            self.publicKey = publicKey
            namespaces = SSHSignature.Namespace.allCases.map(\.rawValue)
            validAfter = nil
            validBefore = nil
        }

        /// Whether the signer may sign for a purpose at a time.
        package func maySign(for namespace: SSHSignature.Namespace, at time: Instant) -> Bool {
            (namespaces?.contains(namespace.rawValue) ?? true) && (validAfter.map { $0 <= time } ?? true)
                && (validBefore.map { time < $0 } ?? true)
        }

        /// The line, without its line feed.
        package var line: String {
            let blob = publicKey.sshBlob.base64EncodedString()
            let options = namespaces.map { "namespaces=\"\($0.joined(separator: ","))\" " } ?? ""
            return "\(identity) \(options)\(publicKey.algorithm.sshKeyType) \(blob)"
        }
    }

    package let signers: [Signer]

    /// Reads a file; throws at the first line that is not understood, because a line left out could be one that forbids.
    package init(text: String) throws(SignatureError) {
        var signers: [Signer] = []
        // By code points: to Swift, a carriage return and a line feed are one character.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let line = String(line).trimmingCharacters(in: .whitespacesAndNewlines)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            guard let signer = Signer(line: line) else { throw .allowedSigners(line: number + 1) }
            signers.append(signer)
        }
        self.signers = signers
    }

    /// Whether a name can stand for a signer: no white space, no pattern, no list.
    package static func isIdentity(_ text: String) -> Bool {
        !text.isEmpty && !text.hasPrefix("#")
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value > 0x20 && $0.value < 0x7F && !"*?!,\"'\\$`".unicodeScalars.contains($0)
            }
    }
}

extension AllowedSigners.Signer {
    fileprivate init?(line: String) {
        let words = line.split { $0 == " " || $0 == "\t" }.map { String($0) }
        let types = KeyAlgorithm.allCases.map(\.sshKeyType)
        guard let place = words.firstIndex(where: { types.contains($0) }), (1...2).contains(place),
            place + 1 < words.count,
            AllowedSigners.isIdentity(words[0]), let blob = Data(base64Encoded: words[place + 1]),
            let key = try? ReportPublicKey(sshBlob: blob)
        else { return nil }
        identity = words[0]
        publicKey = key
        var (namespaces, after, before): ([String]?, Instant?, Instant?) = (nil, nil, nil)
        for option in place == 2 ? Self.options(words[1]) : [] {
            switch option.name.lowercased() {
            case "namespaces": namespaces = option.value.split(separator: ",").map { String($0) }
            case "valid-after":
                guard let time = Instant(sshTime: option.value) else { return nil }
                after = time
            case "valid-before":
                guard let time = Instant(sshTime: option.value) else { return nil }
                before = time
            default: return nil
            }
        }
        (self.namespaces, validAfter, validBefore) = (namespaces, after, before)
    }

    /// `name="value"` pairs with commas between; a comma inside quotation marks belongs to the value.
    private static func options(_ text: String) -> [(name: String, value: String)] {
        var options: [String] = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { options.append("") } else { options[options.count - 1].append(character) }
        }
        return options.map { option in
            let parts = option.split(separator: "=", maxSplits: 1)
            let value = parts.count == 2 ? parts[1].replacing("\"", with: "") : ""
            return (String(parts.first ?? ""), String(value))
        }
    }
}

extension Instant {
    /// Reads `YYYYMMDD[HHMM[SS]]`, with or without a `Z`; always UTC, where ssh-keygen takes the local zone without one.
    fileprivate init?(sshTime text: String) {
        let digits = Array(text.hasSuffix("Z") ? text.dropLast() : text[...])
        guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        func part(_ range: Range<Int>) -> String { range.upperBound <= digits.count ? String(digits[range]) : "00" }
        self.init(
            text: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")
    }
}
