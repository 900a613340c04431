import EventInference
import ReleaseDiff
import ReleaseModel

/// What the templates see of one event.
struct EventData {
    let event: Event
    let words: WordCatalogue

    var node: TemplateNode {
        let bounds = event.time.bounds
        return TemplateNode([
            "id": .text(event.id.description),
            "kind": .text(event.kind.rawValue),
            "kind_title": .text(words.title(of: event.kind)),
            "rule": .text(words.rule(of: event.kind)),
            "author": .text(words.words(for: event.author).visibleLine),
            "author_username": .optional(event.author.username?.visibleLine),
            "author_basis": .text(words(event.author.basis == .stated ? .authorStated : .authorNotStated)),
            "action": .text(event.action.visibleLine),
            "target": .text(event.target.visibleLine),
            "tag": .optional(event.tag?.visibleLine),
            "tags": .text(event.releases.joined(separator: ", ").visibleLine),
            "at": .text(words.words(for: event.time)),
            "at_basis": .text(words(event.time.basis == .stated ? .timeStated : .timeBounded)),
            "is_stated": .truth(event.time.basis == .stated),
            "time": .optional(event.time.time?.reportText),
            "time_iso": .optional(event.time.time?.iso8601),
            "after": .optional(bounds.after?.reportText),
            "after_iso": .optional(bounds.after?.iso8601),
            "by": .text(bounds.by.reportText),
            "by_iso": .text(bounds.by.iso8601),
            "bounds": .text(words.words(for: bounds)),
            "observation": .text(event.observation.rawValue),
            "has_changes": .truth(!event.changes.isEmpty),
            "changes": .list(event.changes.map { ChangeData(change: $0, words: words).node }),
            "has_exceptions": .truth(!event.exceptions.isEmpty),
            "exceptions": .list(event.exceptions.map { ExceptionData(exception: $0, words: words).node }),
            "is_deletion": .truth(event.kind == .releaseDeleted),
            "before": .optional(event.evidence.before.map(reference)),
            "later": .optional(event.evidence.after.map(reference)),
            "release_anchor": .optional(event.release.map { ReleaseData.anchor(of: $0) }),
        ])
    }

    private func reference(_ reference: DocumentReference) -> TemplateNode {
        TemplateNode([
            "snapshot": .text(reference.snapshot.hex), "snapshot_at": .text(words.words(for: reference.capturedAt)),
            "document": .optional(reference.document?.hex),
        ])
    }
}

/// What the templates see of one change.
struct ChangeData {
    let change: FieldChange
    let words: WordCatalogue

    /// How many unchanged lines stay visible around a change.
    private static let context = 3

    var node: TemplateNode {
        TemplateNode([
            "field": .text(change.field.visibleLine),
            "before": .text(words.words(for: change.before).visibleLine),
            "after": .text(words.words(for: change.after).visibleLine),
            "is_text": .truth(change.isLongText),
            "is_set": .truth(change.members != nil),
            "is_plain": .truth(!change.isLongText && change.members == nil),
            "lines": .list(change.isLongText ? lines : []),
            "diff_text": .text(change.isLongText ? Self.fenced(diffText) : ""),
            "added": .text(titles(change.members?.added)),
            "removed": .text(titles(change.members?.removed)),
            "kept": .text(titles(change.members?.kept)),
        ])
    }

    private func titles(_ milestones: [Milestone]?) -> String {
        guard let milestones, !milestones.isEmpty else { return words(.noValue) }
        return milestones.map { words(.milestoneWithID, ["title": $0.title, "id": String($0.id)]) }
            .joined(separator: ", ").visibleLine
    }

    /// The line diff, with runs of unchanged lines folded.
    private var lines: [TemplateNode] {
        var nodes: [TemplateNode] = []
        for part in folded {
            switch part {
            case .line(let line): nodes.append(Self.node(line))
            case .fold(let count): nodes.append(Self.row("fold", " ", "", "", words(.linesFolded, count)))
            }
        }
        return nodes
    }

    private enum Part {
        case line(LineDiff.Line)
        case fold(Int)
    }

    private var folded: [Part] {
        let all = change.lineDiff.lines
        var parts: [Part] = []
        var hidden = 0
        let changed = all.indices.filter { if case .kept = all[$0] { false } else { true } }
        var near = Set<Int>()
        // One line more than the context: a fold in place of a single line would save nothing.
        for index in changed { near.formUnion((index - Self.context - 1)...(index + Self.context + 1)) }
        for (index, line) in all.enumerated() {
            guard near.contains(index) else {
                hidden += 1
                continue
            }
            if hidden > 0 { parts.append(.fold(hidden)) }
            hidden = 0
            parts.append(.line(line))
        }
        if hidden > 0 { parts.append(.fold(hidden)) }
        return parts
    }

    private var diffText: String {
        folded.map { part in
            switch part {
            case .line(.kept(let text, _, _)): " " + text.visible
            case .line(.removed(let text, _)): "-" + text.visible
            case .line(.added(let text, _)): "+" + text.visible
            case .fold(let count): "@@ \(words(.foldedMark, ["count": String(count)])) @@"
            }
        }.joined(separator: "\n")
    }

    private static func node(_ line: LineDiff.Line) -> TemplateNode {
        switch line {
        case .kept(let text, let old, let new): row("kept", " ", String(old), String(new), text)
        case .removed(let text, let old): row("removed", "-", String(old), "", text)
        case .added(let text, let new): row("added", "+", "", String(new), text)
        }
    }

    private static func row(_ kind: String, _ sign: String, _ old: String, _ new: String, _ text: String)
        -> TemplateNode
    {
        TemplateNode([
            "sign": .text(sign), "old": .text(old), "new": .text(new), "text": .text(text.visible),
            "is_kept": .truth(kind == "kept"), "is_removed": .truth(kind == "removed"),
            "is_added": .truth(kind == "added"), "is_fold": .truth(kind == "fold"),
        ])
    }

    /// The text in a fence longer than any run of backticks in it, so that nothing in it can end the block.
    static func fenced(_ text: String, _ language: String = "diff") -> String {
        let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }
}
