import AuditReport
import EventInference
import Foundation
import ReleaseModel

/// Renders the index over the reports on all projects as XML by `Templates/xml/release-audit.xsd`.
struct XMLIndexRenderer {
    let schema: [UInt8]

    /// The document, checked against the schema.
    func document(for portfolio: Portfolio) throws(RenderingError) -> Data {
        guard let xml = XMLDocumentWriter() else { throw .xmlNotWritten }
        xml.element(
            "release-audit-index",
            [
                ("xmlns", "urn:release-audit:report:1"), ("version", "1"), ("id", portfolio.id),
                ("language", portfolio.parameters.language.rawValue),
            ]
        ) {
            xml.element("index-summary") {
                xml.asked(portfolio.parameters)
                xml.totals(portfolio.totals, hold: portfolio.totalsHold)
                for count in portfolio.counts { xml.count(count) }
                for fired in portfolio.exceptions {
                    xml.element(
                        "exception-count",
                        [
                            ("rule", fired.rule.rawValue), ("count", String(fired.count)),
                            ("projects", String(fired.projects)),
                        ])
                }
            }
            xml.element("projects", [("count", String(portfolio.lines.count))]) {
                for line in portfolio.lines { project(line, to: xml) }
            }
        }
        guard let document = xml.finish() else { throw .xmlNotWritten }
        if let complaint = XMLSchemaCheck.complaint(about: document, schema: schema) {
            throw .xmlNotValid(detail: complaint)
        }
        return document
    }

    private func project(_ line: PortfolioLine, to xml: XMLDocumentWriter) {
        xml.element("project", [("state", line.state.rawValue)]) {
            xml.element("path", text: line.project.description)
            if let figures = line.figures { self.figures(figures, to: xml) }
            for file in line.files {
                xml.element(
                    "file", text: "\(line.folder)/\(file.name)",
                    [("sha256", file.digest.hex), ("bytes", String(file.byteCount))])
            }
        }
    }

    private func figures(_ figures: ReportFigures, to xml: XMLDocumentWriter) {
        xml.element(
            "figures",
            [
                ("report", figures.reportID), ("first-snapshot", figures.first?.iso8601),
                ("last-snapshot", figures.last?.iso8601), ("snapshots", String(figures.snapshots)),
                ("expected", String(figures.expected)), ("missed", String(figures.missed)),
                ("cut-off", String(figures.partialSnapshots)), ("events", String(figures.events)),
                ("exceptional", String(figures.exceptional)), ("notices", String(figures.notices)),
            ]
        ) {
            xml.totals(figures.totals, hold: figures.totals.hold)
            for count in figures.counts { xml.count(count) }
            for fired in figures.exceptions {
                xml.element("exception-count", [("rule", fired.rule.rawValue), ("count", String(fired.count))])
            }
        }
    }
}
