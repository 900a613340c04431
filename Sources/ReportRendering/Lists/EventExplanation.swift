package import EventInference
import ReleaseDiff
import ReleaseModel

/// One event with all it rests on, for reading on a terminal.
package enum EventExplanation {
    package static func text(for event: Event) -> String {
        var lines = [
            "Event       \(event.id)",
            "Project     \(event.project)",
            "Kind        \(event.kind.rawValue): \(event.kind.title)",
            "Action      \(event.action)",
            "Target      \(event.target)",
            "Release     \(event.releases.joined(separator: ", "))",
            "Author      \(event.author.words) (\(event.author.basis.rawValue): \(event.author.basis.meaning))",
            "At          \(event.time.words) (\(event.time.basis.rawValue): \(event.time.basis.meaning))",
            "Seen        \(event.time.bounds.words)",
            "Observation \(event.observation.rawValue): \(event.observation.meaning)",
            "", "Why", "  \(event.kind.rule)",
        ]
        for exception in event.exceptions {
            lines += ["", "Exception \(exception.rule.rawValue)", "  \(exception.rule.meaning)"]
            lines += [exception.words, "Where to look: \(exception.rule.look)"].compactMap { $0.map { "  \($0)" } }
        }
        for change in event.changes { lines += ["", "Changed: \(change.field)"] + changeLines(change) }
        lines += ["", "Rests on"]
        lines += referenceLines(event.evidence.before, "before", absent: "nothing: there is no earlier snapshot")
        lines += referenceLines(event.evidence.after, "after", absent: "nothing")
        return lines.map { $0.withoutSecrets.withoutControls + "\n" }.joined()
    }

    private static func changeLines(_ change: FieldChange) -> [String] {
        guard change.isLongText else {
            return ["  before: \(change.before.words)", "  after:  \(change.after.words)"]
        }
        return change.lineDiff.lines.map { line in
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
