package import EventInference
package import Reconciliation
import ReleaseDiff
package import ReleaseModel

/// One event with all it rests on, for reading on a terminal.
package enum EventExplanation {
    /// - Parameters:
    ///   - outcome: What was found of the event in GitLab's audit log.
    ///   - otherAccounts: What other imports say of the audit event.
    package static func text(
        for event: Event, outcome: ReconciledChange.Outcome? = nil,
        otherAccounts: [AuditContradiction.Account] = [], words: WordCatalogue
    ) -> String {
        var lines = [
            "Event       \(event.id)",
            "Project     \(event.project)",
            "Kind        \(event.kind.rawValue): \(words.title(of: event.kind))",
            "Action      \(event.action)",
            "Target      \(event.target)",
            "Release     \(event.releases.joined(separator: ", "))",
            "Author      \(words.words(for: event.author)) (\(event.author.basis.rawValue): \(words.meaning(of: event.author.basis)))",
            "At          \(words.words(for: event.time)) (\(event.time.basis.rawValue): \(words.meaning(of: event.time.basis)))",
            "Seen        \(words.words(for: event.time.bounds))",
            "Observation \(event.observation.rawValue): \(words.meaning(of: event.observation))",
            "", "Why", "  \(words.rule(of: event.kind))",
        ]
        if let outcome { lines += ["", "Audit log", "  \(words.words(for: outcome, beside: otherAccounts))"] }
        for exception in event.exceptions {
            lines += ["", "Exception \(exception.rule.rawValue)", "  \(words.meaning(of: exception.rule))"]
            lines += [words.words(for: exception), "Where to look: \(words.look(of: exception.rule))"].compactMap {
                $0.map { "  \($0)" }
            }
        }
        for change in event.changes { lines += ["", "Changed: \(change.field)"] + changeLines(change, words) }
        lines += ["", "Rests on"]
        lines += referenceLines(event.evidence.before, "before", absent: "nothing: there is no earlier snapshot")
        lines += referenceLines(event.evidence.after, "after", absent: "nothing")
        return lines.map { $0.withoutSecrets.withoutControls + "\n" }.joined()
    }

    private static func changeLines(_ change: FieldChange, _ words: WordCatalogue) -> [String] {
        guard change.isLongText else {
            return ["  before: \(words.words(for: change.before))", "  after:  \(words.after(of: change))"]
        }
        let diff = change.lineDiff
        return (diff.isUnaligned ? ["  @@ \(words(.linesUnaligned))"] : [])
            + diff.lines.map { line in
                switch line {
                case .kept(let text, _, _): "    \(text)"
                case .removed(let text, _): "  - \(text)"
                case .added(let text, _): "  + \(text)"
                }
            }
    }

    private static func referenceLines(_ reference: DocumentReference?, _ side: String, absent: String) -> [String] {
        guard let reference else { return ["  \(side): \(absent)"] }
        return [
            "  \(side): snapshot of \(reference.capturedAt.iso8601), \(reference.snapshot.labelled)",
            "    document \(reference.document?.labelled ?? "none: the snapshot does not show the release")",
        ]
    }
}
