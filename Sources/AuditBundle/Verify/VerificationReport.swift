/// What was checked of a bundle, and what came out.
package struct VerificationReport: Sendable, Equatable {
    /// In the order in which they were made.
    package private(set) var results: [Result] = []

    /// One thing that is checked.
    package enum Check: String, Sendable, CaseIterable {
        /// The bundle can be read: plain files, no links.
        case files
        /// Every file is listed, and as listed; names lead nowhere else.
        case manifests
        /// The list is signed by a key that is trusted.
        case sshSignature = "ssh-signature"
        /// The same by CMS, with the same key.
        case cmsSignature = "cms-signature"
        /// A trusted certificate vouches for the signer's.
        case certificate
        /// A trusted authority says when the signature was there.
        case timestamp
        /// The log is the one that its checkpoint signs.
        case log
        /// What other entries of the log name is there, byte for byte, and nothing else.
        case attachments
        /// The snapshots are those of the log, byte for byte, and hold what is said.
        case snapshots
        /// Events and the documents behind them, derived anew.
        case events
        /// The reports, rendered anew.
        case reports
        /// Everything else in the bundle, made anew.
        case particulars
        /// The XML report is signed by the same key.
        case xmlSignature = "xml-signature"
        /// The log continues that of an earlier bundle.
        case previous
    }

    package enum Outcome: Sendable, Equatable {
        case held(String)
        case failed(String)
        case notMade(because: String)
    }

    package struct Result: Sendable, Equatable {
        package let check: Check
        package let outcome: Outcome
    }

    /// Whether every check was made and held.
    package var isVerified: Bool {
        !results.isEmpty
            && results.allSatisfy { result in
                if case .held = result.outcome { true } else { false }
            }
    }

    mutating func add(_ check: Check, _ outcome: Outcome) {
        results.append(Result(check: check, outcome: outcome))
    }

    /// Notes checks that cannot be made.
    mutating func skip(_ checks: [Check], because reason: String) {
        for check in checks { add(check, .notMade(because: reason)) }
    }
}
