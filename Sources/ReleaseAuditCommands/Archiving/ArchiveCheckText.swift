import BundleArchive
import ReleaseModel

/// The outcome of a check of an archive for people and for programs.
struct ArchiveCheckText {
    let report: ArchiveCheckReport
    let place: String
    /// Whether it can be write-once storage at all.
    let canLock: Bool

    /// A line for each check, and a last one that says what it all comes to.
    var text: String {
        let width = report.lines.map(\.subject.count).max() ?? 0
        let lines = report.lines.map { line in
            "\(Self.word(for: line.outcome).padded(to: 12))\(line.subject.padded(to: width + 2))\(line.detail)"
        }
        return (lines + ["\(place): \(verdict)"]).joined(separator: "\n") + "\n"
    }

    /// One object.
    var json: String {
        let checks = report.lines.map { line in
            CanonicalJSON.object([
                ("check", .string(line.subject)), ("outcome", .string(Self.word(for: line.outcome))),
                ("detail", .string(line.detail)),
            ])
        }
        return CanonicalJSON.object([
            ("schema", .integer(1)), ("place", .string(place)), ("worm", .bool(canLock && report.allHeld)),
            ("checks", .array(checks)),
        ]).text
    }

    private var verdict: String {
        if report.allHeld {
            return canLock
                ? "WORM: nobody can change or remove what is locked" : "as receipted; a folder is no WORM storage"
        }
        let failed = report.lines.count { $0.outcome == .failed }
        let open = report.lines.count { $0.outcome == .notMade }
        return "\(canLock ? "NOT WORM" : "NOT as receipted"): \(count(failed, "check")) failed, \(open) not made"
    }

    private static func word(for outcome: ArchiveCheckReport.Outcome) -> String {
        switch outcome {
        case .held: "ok"
        case .failed: "failed"
        case .notMade: "not checked"
        }
    }
}
