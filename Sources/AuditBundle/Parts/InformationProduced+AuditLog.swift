import AuditReport
import Reconciliation
import ReleaseModel

extension InformationProduced {
    /// What `ipe.json` says of GitLab's audit log; null where the rules do not hold events against it.
    static func auditLog(_ report: Report) -> CanonicalJSON {
        guard let findings = report.auditLog else { return .null }
        return .object([
            ("imports", .integer(findings.imports.count)),
            (
                "covered",
                .array(
                    findings.covered.map { range in
                        .object([
                            ("from", .string(range.lowerBound.iso8601)), ("to", .string(range.upperBound.iso8601)),
                        ])
                    })
            ),
            (
                "outcomes",
                .object(
                    ReconciledChange.Outcome.Kind.allCases.map { kind in
                        (kind.rawValue, .integer(findings.count(kind)))
                    })
            ),
            (
                "audit_only",
                .object(
                    AuditOnlyReason.allCases.map { reason in
                        (reason.rawValue, .integer(findings.auditOnly.count { $0.reason == reason }))
                    })
            ),
        ])
    }
}
