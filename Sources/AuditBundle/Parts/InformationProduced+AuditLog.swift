import AuditReport
import EventInference
import Reconciliation
import ReleaseModel

extension InformationProduced {
    /// What `ipe.json` says of GitLab's audit log; null where the rules do not hold events against it.
    static func auditLog(_ report: Report) -> CanonicalJSON {
        guard let findings = report.auditLog else { return .null }
        // Older rule sets took what a file covers from its events, and said nothing of how that is known.
        let covers: [(key: String, value: CanonicalJSON)] =
            report.parameters.rules.follows3 ? [("covers", .array(findings.imports.map(cover)))] : []
        return .object(
            covers + [
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

    /// Which time an import covers, by whose word or proof; or what its sidecar says without a proof.
    private static func cover(_ file: AuditImport) -> CanonicalJSON {
        var members: [(key: String, value: CanonicalJSON)] = [("import", .string(file.record.fileDigest.labelled))]
        if let cover = file.record.cover {
            members += [
                ("basis", .string(cover.basis.id)), ("from", .string(cover.from.iso8601)),
                ("to", .string(cover.to.iso8601)),
            ]
            if case .proved(let proof) = cover.basis {
                members += [("by", .string(proof.means.rawValue)), ("proof", .string(proof.digest.labelled))]
            }
        } else if let claim = file.record.claim {
            members += [
                ("basis", .string("not-proved")), ("from", .string(claim.from.iso8601)),
                ("reason", .string(claim.reason.rawValue)), ("to", .string(claim.to.iso8601)),
            ]
        } else {
            members.append(("basis", .string("none")))
        }
        return .object(members)
    }
}
