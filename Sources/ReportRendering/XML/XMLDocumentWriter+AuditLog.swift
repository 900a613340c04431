import AuditReport
import EventInference
import Reconciliation
import ReleaseModel

// How GitLab's audit log, held against the events, is written as XML.
extension XMLDocumentWriter {
    func auditLog(_ findings: AuditLogFindings) {
        element("audit-log") {
            for file in findings.imports { self.file(file) }
            for range in findings.covered {
                element("covered", [("from", range.lowerBound.iso8601), ("to", range.upperBound.iso8601)])
            }
            for kind in ReconciledChange.Outcome.Kind.allCases {
                element("outcome-count", [("outcome", kind.rawValue), ("count", String(findings.count(kind)))])
            }
            for change in findings.changes {
                guard let outcome = change.outcome else { continue }
                element(
                    "change", [("id", change.event.id.description), ("outcome", outcome.kind.rawValue)]
                ) {
                    switch outcome {
                    case .matched(let event): auditEvent(event)
                    case .ambiguous(let events): for event in events { auditEvent(event) }
                    case .withoutAuditEvent, .notCovered, .notLogged: break
                    }
                }
            }
            for only in findings.auditOnly {
                element("audit-only", [("reason", only.reason.rawValue)]) {
                    if let tag = only.tag { element("tag", text: tag) }
                    auditEvent(only.event)
                }
            }
        }
    }

    private func file(_ file: AuditImport) {
        let record = file.record
        element(
            "import",
            [
                ("form", record.form.rawValue), ("sha256", record.fileDigest.hex), ("bytes", String(record.byteCount)),
                ("assignment", record.assignment.rawValue), ("covers-from", record.cover?.from.iso8601),
                ("covers-to", record.cover?.to.iso8601), ("covers-basis", record.cover?.basis.rawValue),
                ("kept", String(record.counts.kept)), ("ignored", String(record.counts.ignored)),
                ("elsewhere", String(record.counts.elsewhere)), ("repeated", String(record.counts.repeated)),
            ]
        ) {
            element("name", text: record.fileName.description)
            for kind in file.ignored { element("ignored", text: kind.name, [("count", String(kind.count))]) }
        }
    }

    private func auditEvent(_ event: AuditEvent) {
        element(
            "audit-event",
            [("id", event.id), ("at", event.createdAt.iso8601), ("kind", event.name)]
        ) {
            element(
                "author", text: event.author.name ?? "",
                [("id", event.author.id.map { String($0) })])
            element("message", text: event.message)
        }
    }
}
