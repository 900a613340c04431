import AuditBundle
import Foundation
import ReleaseModel

/// The outcome of a verification for people and for programs.
enum VerificationText {
    /// A line for each check, and a last one that says what it all comes to.
    static func text(for report: VerificationReport, of bundle: String) -> String {
        let lines = report.results.map { result in
            let (word, detail) = words(for: result.outcome)
            // Whatever is wrong with a bundle, its names and texts act on no terminal.
            return "\(word.padded(to: 12))\(result.check.rawValue.padded(to: 15))\(detail.withoutControls)"
        }
        let about = report.scope.map { VerifiedScopeText($0, named: bundle).lines } ?? []
        return (lines + about + ["\(bundle): \(verdict(on: report))"]).joined(separator: "\n") + "\n"
    }

    /// One object.
    static func json(for report: VerificationReport, of bundle: String) -> String {
        CanonicalJSON.object([
            ("schema", .integer(1)), ("bundle", .string(bundle)), ("verified", .bool(report.isVerified)),
            ("verdict", .string(report.verdict.rawValue)),
            ("scope", report.scope.map { VerifiedScopeText($0, named: bundle).json } ?? .null),
            (
                "checks",
                .array(
                    report.results.map { result in
                        let (word, detail) = words(for: result.outcome)
                        return .object([
                            ("check", .string(result.check.rawValue)), ("outcome", .string(word)),
                            ("detail", .string(detail)),
                        ])
                    })
            ),
        ]).text
    }

    private static func verdict(on report: VerificationReport) -> String {
        switch report.verdict {
        case .verified: return "verified"
        case .customised: return "customised: all that was checked holds, but the pages are not the program's own"
        case .notVerified: break
        }
        let failed = report.results.count { words(for: $0.outcome).word == "failed" }
        let open = report.results.count { words(for: $0.outcome).word == "not checked" }
        return "NOT verified: \(count(failed, "check")) failed, \(open) not made"
    }

    private static func words(for outcome: VerificationReport.Outcome) -> (word: String, detail: String) {
        switch outcome {
        case .held(let detail): ("ok", detail)
        case .customised(let detail): ("customised", detail)
        case .failed(let fault): ("failed", fault)
        case .notMade(let reason): ("not checked", reason)
        }
    }
}

extension String {
    /// The text with spaces after it, one at least.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
