import AuditReport
import EventInference
import Reconciliation
import ReleaseModel

/// What the templates see of GitLab's audit log.
struct AuditLogData {
    let findings: AuditLogFindings
    let words: WordCatalogue

    var node: TemplateNode {
        let (imports, auditOnly) = (findings.imports, findings.auditOnly)
        return TemplateNode([
            "has_imports": .truth(!imports.isEmpty),
            "import_count": .number(imports.count),
            "imports": .list(imports.map(node)),
            "covered": .text(
                findings.covered.isEmpty
                    ? words(.coverNone)
                    : findings.covered.map {
                        words(.range, ["from": $0.lowerBound.reportText, "to": $0.upperBound.reportText])
                    }.joined(separator: "; ")),
            "outcomes": .list(
                ReconciledChange.Outcome.Kind.allCases.map { kind in
                    TemplateNode([
                        "outcome": .text(kind.rawValue), "title": .text(words.title(of: kind)),
                        "count": .number(findings.count(kind)),
                    ])
                }),
            "has_ambiguous": .truth(!findings.ambiguous.isEmpty),
            "ambiguous_count": .number(findings.ambiguous.count),
            "ambiguous": .list(
                findings.ambiguous.map { change in
                    TemplateNode([
                        "id": .text(change.event.id.description), "action": .text(change.event.action.visibleLine),
                        "words": .optional(
                            change.outcome.map { words.words(for: $0, beside: change.otherAccounts).visibleLine }),
                    ])
                }),
            "has_audit_only": .truth(!auditOnly.isEmpty),
            "audit_only_count": .number(auditOnly.count),
            "unexplained_count": .number(auditOnly.count { $0.reason == .unexplained }),
            "audit_only": .list(auditOnly.map(node)),
            "has_project_events": .truth(!findings.projectEvents.isEmpty),
            "project_event_count": .number(findings.projectEvents.count),
            "project_events": .list(
                findings.projectEvents.map { event(AuditContradiction.Account(event: $0, file: "")) }),
            "has_contradictions": .truth(!findings.contradictions.isEmpty),
            "contradiction_count": .number(findings.contradictions.count),
            "contradictions": .list(
                findings.contradictions.map { contradiction in
                    TemplateNode([
                        "id": .text(contradiction.first.event.id.visibleLine),
                        "first": .node(event(contradiction.first)), "others": .list(contradiction.others.map(event)),
                    ])
                }),
        ])
    }

    private func event(_ account: AuditContradiction.Account) -> TemplateNode {
        let event = account.event
        return TemplateNode([
            "id": .text(event.id.visibleLine), "at": .text(event.createdAt.reportText),
            "at_iso": .text(event.createdAt.iso8601), "author": .text(words.words(for: event.author).visibleLine),
            "message": .text(event.message.visibleLine), "file": .text(account.file.visibleLine),
        ])
    }

    private func node(_ file: AuditImport) -> TemplateNode {
        let record = file.record
        return TemplateNode([
            "name": .text(record.fileName.description.visibleLine), "sha256": .text(record.fileDigest.hex),
            "form": .text(words.words(for: record.form)), "assignment": .text(words.words(for: record.assignment)),
            "covers": .text(words.covers(of: record).visibleLine),
            "kept": .number(record.counts.kept), "ignored": .number(record.counts.ignored),
            "elsewhere": .number(record.counts.elsewhere),
            "ignored_kinds": .text(
                file.ignored.isEmpty
                    ? words(.none) : file.ignored.map { "\($0.name) \($0.count)" }.joined(separator: ", ").visibleLine),
        ])
    }

    private func node(_ only: AuditOnlyEvent) -> TemplateNode {
        TemplateNode([
            "id": .text(only.event.id.visibleLine), "at": .text(only.event.createdAt.reportText),
            "at_iso": .text(only.event.createdAt.iso8601),
            "author": .text(words.words(for: only.event.author).visibleLine),
            "message": .text(only.event.message.visibleLine),
            "target": .text((only.event.target.details ?? only.tag ?? "").visibleLine),
            "reason": .text(only.reason.rawValue), "meaning": .text(words.meaning(of: only.reason)),
            "is_unexplained": .truth(only.reason == .unexplained),
        ])
    }
}
