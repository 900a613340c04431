import AuditReport
import EventInference
import ReleaseModel

// What reports and the index over them have in common, as XML.
extension XMLDocumentWriter {
    /// What was asked of every project of an index.
    func asked(_ parameters: ReportParameters) {
        period(parameters.period)
        tool(parameters)
        filter(parameters.filter)
        element("expectation", [("cadence", parameters.cadence.description)])
        for rule in parameters.withoutRules { element("rule-off", [("rule", rule.rawValue)]) }
        fourEyes(parameters)
    }

    func fourEyes(_ parameters: ReportParameters) {
        element("four-eyes", [("in-force", String(parameters.admits(.fourEyes)))])
    }

    func period(_ period: Period?) {
        element(
            "period",
            [("label", period?.label), ("start", period?.start.iso8601), ("end", period?.end.iso8601)])
    }

    func tool(_ parameters: ReportParameters) {
        element(
            "tool",
            [
                ("name", parameters.tool.name), ("version", parameters.tool.version),
                ("rule-set", String(parameters.rules.version)),
            ])
    }

    func filter(_ filter: EventFilter) {
        element("filter") {
            for tag in filter.tags { element("tag", text: tag) }
            for kind in filter.kinds { element("kind", text: kind.rawValue) }
        }
    }

    func totals(_ totals: ControlTotals, hold: Bool) {
        element(
            "totals",
            [
                ("opening", String(totals.opening)), ("created", String(totals.created)),
                ("found", String(totals.found)), ("deleted", String(totals.deleted)),
                ("closing", String(totals.closing)), ("hold", String(hold)),
            ])
    }

    /// GitLab's number of the project and all its paths, as far as there is more to tell than the one path.
    func identified(_ project: ReportedProject) {
        guard project.identity.number != nil || project.paths.count > 1 else { return }
        element(
            "identity",
            [("number", project.identity.number.map { String($0) }), ("server", project.identity.server?.description)]
        ) {
            for span in project.paths {
                element(
                    "path", text: span.path.description,
                    [
                        ("first-captured-at", span.first.iso8601), ("last-captured-at", span.last.iso8601),
                        ("known-by", span.basis?.rawValue), ("stated-at", span.statement?.at.iso8601),
                        ("stated-by", span.statement?.by),
                    ])
            }
        }
    }

    func count(_ count: EventCount) {
        element("event-count", [("kind", count.kind.rawValue), ("count", String(count.count))])
    }
}
