import EventInference
import Reconciliation
import ReleaseDiff
import ReleaseModel

/// What the templates see of one event.
struct EventData {
    let event: Event
    let words: WordCatalogue
    /// The snapshots that the report's register lists, to which links can lead.
    var register: Set<CaptureTime> = []
    /// The file that is rendered.
    let page: ReportPage
    /// What was found of it in GitLab's audit log.
    var outcome: ReconciledChange.Outcome?
    /// What other imports say of the audit event.
    var otherAccounts: [AuditContradiction.Account] = []

    var node: TemplateNode {
        let bounds = event.time.bounds
        return TemplateNode([
            "id": .text(event.id.description),
            "details_file": .text(page.file(of: event)),
            "kind": .text(event.kind.rawValue),
            "kind_title": .text(words.title(of: event.kind)),
            "rule": .text(words.rule(of: event.kind)),
            "author": .text(words.words(for: event.author).visibleLine),
            "author_username": .optional(event.author.username?.visibleLine),
            "author_basis": .text(words.basisWords(of: event.author).visibleLine),
            "action": .text(event.action.visibleLine),
            "target": .text(event.target.visibleLine),
            "tag": .optional(event.tag?.visibleLine),
            // Made where it is shown: a release lists its events, and a milestone is carried by many releases.
            "tags": .deferred { event.releases.joined(separator: ", ").visibleLine },
            "at": .text(words.words(for: event.time)),
            "at_basis": .text(words.basisWords(of: event.time)),
            "is_stated": .truth(event.time.time != nil),
            "time": .optional(event.time.time?.reportText),
            "time_iso": .optional(event.time.time?.iso8601),
            "after": .optional(bounds.after?.reportText),
            "after_iso": .optional(bounds.after?.iso8601),
            "by": .text(bounds.by.reportText),
            "by_iso": .text(bounds.by.iso8601),
            "bounds": .text(words.words(for: bounds)),
            "observation": .text(event.observation.rawValue),
            "audit_log": .optional(outcome.map { words.words(for: $0, beside: otherAccounts).visibleLine }),
            "has_changes": .truth(!event.changes.isEmpty),
            "changes": .rows(event.changes) { ChangeData(change: $0, words: words).node },
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
            "snapshot": .text(reference.snapshot.hex), "snapshot_short": .text(DigestData.short(reference.snapshot)),
            "snapshot_anchor": .optional(
                register.contains(reference.capturedAt) ? reference.capturedAt.anchor : nil),
            "snapshot_in_groups": .node(DigestData.node(reference.snapshot)),
            "document_in_groups": .optional(reference.document.map(DigestData.node)),
            "snapshot_at": .text(words.words(for: reference.capturedAt)),
            "document": .optional(reference.document?.hex),
        ])
    }
}

/// What the templates see of one change.
struct ChangeData {
    let change: FieldChange
    let words: WordCatalogue

    var node: TemplateNode {
        let diff = change.isLongText ? FoldedDiff(change.lineDiff, words) : nil
        return TemplateNode([
            "field": .text(change.field.visibleLine),
            "before": .deferred { words.words(for: change.before).visibleLine },
            "after": .deferred { words.after(of: change).visibleLine },
            "is_text": .truth(change.isLongText),
            "is_set": .truth(change.members != nil),
            "is_plain": .truth(!change.isLongText && change.members == nil),
            "lines": .rows(diff?.rows ?? []) { $0.node },
            "diff_text": .deferred { diff.map { Self.fenced($0.text) } ?? "" },
            "added": .text(titles(change.members?.added)),
            "removed": .text(titles(change.members?.removed)),
            "kept": .text(titles(change.members?.kept)),
            "has_added": .truth(!(change.members?.added ?? []).isEmpty),
            "added_list": .list(list(change.members?.added)),
            "has_removed": .truth(!(change.members?.removed ?? []).isEmpty),
            "removed_list": .list(list(change.members?.removed)),
            "has_kept": .truth(!(change.members?.kept ?? []).isEmpty), "kept_list": .list(list(change.members?.kept)),
        ])
    }

    private func list(_ milestones: [Milestone]?) -> [TemplateNode] {
        (milestones ?? []).map {
            TemplateNode([
                "title": .text(words(.milestoneWithID, ["title": $0.title, "id": String($0.id)]).visibleLine)
            ])
        }
    }

    private func titles(_ milestones: [Milestone]?) -> String {
        guard let milestones, !milestones.isEmpty else { return words(.noValue) }
        return milestones.map { words(.milestoneWithID, ["title": $0.title, "id": String($0.id)]) }
            .joined(separator: ", ").visibleLine
    }

    /// The text in a fence longer than any run of backticks in it, so that nothing in it can end the block.
    static func fenced(_ text: String, _ language: String = "diff") -> String {
        let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)\(language)\n\(text)\n\(fence)"
    }
}
