import AuditReport
import EventInference
import ReleaseEvidence
import ReleaseModel

extension InformationProduced {
    /// What `ipe.json` says of the files of release evidence; null where the rules do not compare them.
    static func evidence(_ report: Report) -> CanonicalJSON {
        guard report.parameters.rules.comparesEvidence else { return .null }
        let findings = report.releases.flatMap(\.evidence)
        return .object([
            ("files", .integer(findings.count)),
            (
                "outcomes",
                .object(
                    EvidenceFinding.Outcome.Kind.allCases.map { kind in
                        (kind.rawValue, .integer(findings.count { $0.outcome.kind == kind }))
                    })
            ),
            (
                "not_comparable",
                .object(
                    EvidenceFinding.Reason.allCases.map { reason in
                        (reason.rawValue, .integer(findings.count { $0.outcome == .notComparable(reason) }))
                    })
            ),
        ])
    }
}
