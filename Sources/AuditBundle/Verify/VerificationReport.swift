/// What was checked of a bundle, and what came out.
package struct VerificationReport: Sendable, Equatable {
    /// In the order in which they were made.
    package private(set) var results: [Result] = []
    /// What the bundle is about; nil where that could not be established.
    package internal(set) var scope: VerifiedScope?

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
        /// Project and period are those asked for, and nothing is older than what it is made of.
        case scope
        /// The log continues that of an earlier bundle.
        case previous
    }

    package enum Outcome: Sendable, Equatable {
        case held(String)
        /// It holds, and was rendered with templates, words or a style sheet that are not the program's own.
        case customised(String)
        case failed(String)
        case notMade(because: String)
    }

    package struct Result: Sendable, Equatable {
        package let check: Check
        package let outcome: Outcome
    }

    /// What all checks come to.
    package enum Verdict: String, Sendable {
        case verified
        /// Everything holds, and the pages were rendered with somebody else's templates: they may say what they like.
        case customised
        case notVerified = "not-verified"
    }

    package var verdict: Verdict {
        var verdict = results.isEmpty ? Verdict.notVerified : .verified
        for result in results {
            switch result.outcome {
            case .held: break
            case .customised: if verdict == .verified { verdict = .customised }
            case .failed, .notMade: verdict = .notVerified
            }
        }
        return verdict
    }

    /// Whether every check was made and held.
    package var isVerified: Bool { verdict == .verified }

    mutating func add(_ check: Check, _ outcome: Outcome) {
        results.append(Result(check: check, outcome: outcome))
    }

    /// Says otherwise what came of the check made last.
    mutating func replaceLast(with outcome: Outcome) {
        guard let last = results.popLast() else { return }
        add(last.check, outcome)
    }

    /// Notes checks that cannot be made.
    mutating func skip(_ checks: [Check], because reason: String) {
        for check in checks { add(check, .notMade(because: reason)) }
    }
}
