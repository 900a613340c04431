import EventInference
import ReleaseEvidence
import ReleaseModel

// How a file of release evidence, held against snapshots, is written as XML.
extension XMLDocumentWriter {
    func evidenceFile(_ finding: EvidenceFinding) {
        let record = finding.record
        var reason: String?
        if case .notComparable(let why) = finding.outcome { reason = why.rawValue }
        element(
            "evidence-file",
            [
                ("sha256", record.digest.hex), ("bytes", String(record.byteCount)),
                ("number", record.number.map { String($0) }), ("collected-at", finding.collectedAt?.iso8601),
                ("outcome", finding.outcome.kind.rawValue), ("reason", reason),
            ]
        ) {
            element("name", text: record.fileName.description)
            if case .differs(let differences, _) = finding.outcome { for found in differences { difference(found) } }
            for field in finding.comparison?.agreeing ?? [] { element("agreeing", [("field", field)]) }
            for name in finding.notShown { element("not-shown", text: name) }
            if let comparison = finding.comparison {
                reference("before", comparison.before)
                reference("after", comparison.after)
            }
        }
    }

    private func difference(_ difference: EvidenceDifference) {
        element("difference", [("field", difference.field)]) {
            value("in-evidence", difference.inEvidence)
            for value in difference.inSnapshots { self.value("in-snapshot", value) }
        }
    }

    private func value(_ name: String, _ text: String?) {
        if let text { element(name, text: text) } else { element(name, [("none", "true")]) }
    }
}
