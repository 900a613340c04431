import Foundation
package import ReleaseModel

/// Who may sign what, in the form that `ssh-keygen -Y verify -f` reads (ssh-keygen(1), ALLOWED SIGNERS).
package struct AllowedSigners: Sendable, Equatable {
    package let signers: [Signer]
    /// Lines that ssh-keygen complains of and passes over; they allow nobody anything.
    package let unreadableLines: [Int]

    /// Reads a file; throws where none of its lines is understood, because then it is some other file.
    package init(text: String) throws(SignatureError) {
        var (signers, unreadable): ([Signer], [Int]) = ([], [])
        for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated()
        {
            var line = AllowedSignersLine(Array(line))
            guard line.holdsSomething else { continue }
            if let signer = line.signer() { signers.append(signer) } else { unreadable.append(index + 1) }
        }
        if signers.isEmpty, let first = unreadable.first { throw .allowedSigners(line: first) }
        (self.signers, unreadableLines) = (signers, unreadable)
    }

    /// One line.
    package struct Signer: Sendable, Equatable {
        /// Whom the key stands for: names and patterns, with commas between.
        package let principals: String
        /// The key as SSH writes it, of any kind that SSH has.
        let keyBlob: Data
        /// Whether the key vouches for others and signs nothing itself.
        let isAuthority: Bool
        /// What the key may sign, names and patterns; nil where nothing is said, which allows everything.
        let namespaces: String?
        let validAfter: Instant?
        let validBefore: Instant?

        init(
            principals: String, keyBlob: Data, isAuthority: Bool, namespaces: String?, validAfter: Instant?,
            validBefore: Instant?
        ) {
            self.principals = principals
            self.keyBlob = keyBlob
            self.isAuthority = isAuthority
            self.namespaces = namespaces
            self.validAfter = validAfter
            self.validBefore = validBefore
        }

        /// A signer of bundles and reports.
        package init(identity: String, publicKey: ReportPublicKey) {
            self.init(
                principals: identity, keyBlob: publicKey.sshBlob, isAuthority: false,
                namespaces: SSHSignature.Namespace.allCases.map(\.rawValue).joined(separator: ","), validAfter: nil,
                validBefore: nil)
        }

        /// Whether the line is about this key; one of an authority is about the certificates of SSH that it made.
        package func concerns(_ key: ReportPublicKey) -> Bool { !isAuthority && keyBlob == key.sshBlob }

        /// Whether the line is for this name.
        package func names(_ identity: String) -> Bool { PatternList(principals).matches(identity) }

        /// Whether the signer may sign for a purpose at a time; the last second counts, as it does for ssh-keygen.
        package func maySign(for namespace: SSHSignature.Namespace, at time: Instant) -> Bool {
            (namespaces.map { PatternList($0).matches(namespace.rawValue) } ?? true)
                && (validAfter.map { $0 <= time } ?? true)
                && (validBefore.map { Instant(seconds: time.seconds) <= $0 } ?? true)
        }

        /// The line that ssh-keygen reads, without its line feed.
        package var line: String {
            var wire = SSHReader(keyBlob)
            let options = namespaces.map { "namespaces=\"\($0)\" " } ?? ""
            return "\(principals) \(options)\(wire.text() ?? "") \(keyBlob.base64EncodedString())"
        }
    }
}
