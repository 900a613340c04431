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
                    "change",
                    [
                        ("id", change.event.id.description), ("outcome", outcome.kind.rawValue),
                        ("note", outcome.note),
                    ]
                ) {
                    switch outcome {
                    case .matched(let event, _): auditEvent(event)
                    case .ambiguous(let ambiguity):
                        for event in ambiguity.events { auditEvent(event) }
                        for rival in ambiguity.rivals { element("rival", [("id", rival.id.description)]) }
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
            for event in findings.projectEvents { element("project-event") { auditEvent(event) } }
            for contradiction in findings.contradictions {
                element("contradiction") {
                    for account in [contradiction.first] + contradiction.others {
                        element("account", [("import", account.file.withoutControls)]) { auditEvent(account.event) }
                    }
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
                ("covers-to", record.cover?.to.iso8601), ("covers-basis", record.cover?.basis.id),
                ("proof", record.cover?.proof?.means.rawValue),
                ("proof-access-level", record.cover?.proof?.accessLevel.map { String($0) }),
                ("proof-sha256", record.cover?.proof?.digest.hex), ("not-proved", record.claim?.reason.rawValue),
                ("claims-from", record.claim?.from.iso8601), ("claims-to", record.claim?.to.iso8601),
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

extension ReconciledChange.Outcome {
    /// What qualifies it, where anything does.
    fileprivate var note: String? {
        switch self {
        case .matched(_, let isCovered): isCovered ? nil : "time-not-covered"
        case .ambiguous(let ambiguity): ambiguity.cause == .several ? nil : ambiguity.cause.rawValue
        case .withoutAuditEvent, .notCovered, .notLogged: nil
        }
    }
}

extension AuditCover {
    /// The proof that the token may see everything, where there is one.
    fileprivate var proof: CoverProof? {
        switch basis {
        case .proved(let proof): proof
        case .stated, .events: nil
        }
    }
}
