import AuditReport
import EventInference
import Foundation
import ReleaseModel

/// Renders a report as XML by `Templates/xml/release-audit.xsd`.
struct XMLRenderer {
    let schema: [UInt8]
    let words: WordCatalogue

    /// The document, checked against the schema.
    func document(for report: Report, rowMade: () -> Void) throws(RenderingError) -> Data {
        guard let xml = XMLDocumentWriter() else { throw .xmlNotWritten }
        xml.element(
            "release-audit-report",
            [
                ("xmlns", "urn:release-audit:report:1"), ("version", "1"), ("id", report.id),
                ("language", report.parameters.language.rawValue),
            ]
        ) {
            summary(of: report, to: xml)
            xml.element("events", [("count", String(report.events.count))]) {
                for event in report.events {
                    xml.event(event, words)
                    rowMade()
                }
            }
            xml.element("baseline", [("count", String(report.baseline.count))]) {
                for event in report.baseline {
                    xml.event(event, words)
                    rowMade()
                }
            }
            xml.element("notices", [("count", String(report.notices.count))]) {
                for notice in report.notices { xml.notice(notice, words) }
            }
            xml.element("release-exceptions", [("count", String(report.exceptions.count))]) {
                for exception in report.exceptions { xml.exception(exception) }
            }
            if let findings = report.auditLog { xml.auditLog(findings) }
            xml.element("releases", [("count", String(report.releases.count))]) {
                for history in report.releases {
                    xml.release(history)
                    rowMade()
                }
            }
            xml.element(
                "snapshots",
                [
                    ("count", String(report.snapshots.count)), ("cadence", report.coverage.cadence.description),
                    ("expected", String(report.coverage.expected)), ("missed", String(report.coverage.missed)),
                ]
            ) {
                for gap in report.coverage.gaps { xml.gap(gap) }
                for line in report.snapshots { xml.snapshot(line) }
            }
            if !report.receipts.isEmpty {
                xml.element("archive-receipts", [("count", String(report.receipts.count))]) {
                    for receipt in report.receipts { xml.receipt(receipt) }
                }
            }
        }
        guard let document = xml.finish() else { throw .xmlNotWritten }
        if let complaint = XMLSchemaCheck.complaint(about: document, schema: schema) {
            throw .xmlNotValid(detail: complaint)
        }
        return document
    }

    private func summary(of report: Report, to xml: XMLDocumentWriter) {
        xml.element("summary") {
            xml.element("project", text: report.project.description)
            xml.period(report.period)
            xml.element("as-of", [("captured-at", report.snapshots.last?.record.capturedAt.iso8601)])
            xml.tool(report.parameters)
            xml.filter(report.filter)
            xml.element("source") {
                for server in report.source.servers { xml.element("server", text: server) }
                for version in report.source.gitlabVersions { xml.element("gitlab-version", text: version) }
                for request in report.source.requests {
                    xml.element(
                        "request", text: request.address,
                        [("username", request.username), ("token-name", request.tokenName)])
                }
            }
            xml.identified(report.identified)
            for limit in report.limits { xml.element("limit", [("id", limit.rawValue)]) }
            for rule in report.parameters.withoutRules { xml.element("rule-off", [("rule", rule.rawValue)]) }
            xml.fourEyes(report.parameters)
            xml.totals(report.totals, hold: report.totals.hold)
            for count in report.counts { xml.count(count) }
        }
    }
}
