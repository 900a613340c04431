import AuditReport
import EventInference
import ReleaseModel

/// What the templates of the index see.
struct PortfolioData {
    let portfolio: Portfolio
    let words: WordCatalogue
    /// The formats in which there are reports, and so an index.
    let formats: [ReportFormat]

    /// - Parameter extra: What one format needs besides.
    func root(_ extra: [String: TemplateValue] = [:]) -> TemplateNode {
        TemplateNode(headline.merging(sections) { $1 }.merging(parameters.values) { $1 }.merging(extra) { $1 })
    }

    private var parameters: ParameterData {
        ParameterData(parameters: portfolio.parameters, words: words, left: ["project"])
    }

    private var headline: [String: TemplateValue] {
        let figures = portfolio.figures
        let totals = portfolio.totals
        return [
            "index_id": .text(portfolio.id),
            "project_count": .number(portfolio.lines.count),
            "report_count": .number(figures.count),
            "complete_count": .number(figures.count { $0.isComplete }),
            "snapshot_count": .number(figures.reduce(0) { $0 + $1.snapshots }),
            "event_count": .number(figures.reduce(0) { $0 + $1.events }),
            "exception_count": .number(figures.reduce(0) { $0 + $1.exceptional }),
            "notice_count": .number(figures.reduce(0) { $0 + $1.notices }),
            "opening": .number(totals.opening),
            "created": .number(totals.created),
            "found": .number(totals.found),
            "deleted": .number(totals.deleted),
            "closing": .number(totals.closing),
            "totals_hold": .truth(portfolio.totalsHold),
            "cadence_words": .text(words.words(for: portfolio.parameters.cadence)),
            "options": .text(options),
            "file_patterns": .text(formats.map { "*/*.\($0.fileName.fileExtension)" }.joined(separator: " ")),
        ]
    }

    private var sections: [String: TemplateValue] {
        let files = portfolio.lines.flatMap { line in line.files.map { (line, $0) } }
        return [
            "projects": .rows(portfolio.lines, node: project),
            "counts": .list(
                portfolio.counts.map { count in
                    TemplateNode([
                        "kind": .text(count.kind.rawValue), "title": .text(words.title(of: count.kind)),
                        "count": .number(count.count),
                    ])
                }),
            "rules": .list(
                portfolio.exceptions.map { fired in
                    TemplateNode([
                        "rule": .text(fired.rule.rawValue), "meaning": .text(words.meaning(of: fired.rule)),
                        "count": .number(fired.count), "projects": .number(fired.projects),
                    ])
                }),
            "has_unreported": .truth(!portfolio.unreported.isEmpty),
            "unreported": .rows(portfolio.unreported, node: project),
            "has_files": .truth(!files.isEmpty),
            "files": .rows(files) { line, file in
                TemplateNode([
                    "path": .text("\(line.folder)/\(file.name)"), "bytes": .number(file.byteCount),
                    "sha256": .text(file.digest.hex), "sha256_in_groups": .node(DigestData.node(file.digest)),
                ])
            },
        ]
    }

    private func project(_ line: PortfolioLine) -> TemplateNode {
        let figures = line.figures
        let totals = figures?.totals
        func link(_ format: ReportFormat) -> TemplateValue {
            .optional(line.files.contains { $0.name == format.fileName } ? "\(line.folder)/\(format.fileName)" : nil)
        }
        func number(_ number: Int?) -> TemplateValue { .optional(number.map { String($0) }) }
        return TemplateNode([
            "project": .text(line.project.description.visibleLine),
            "state": .text(line.state.rawValue), "state_words": .text(words.words(for: line.state)),
            "state_meaning": .text(words.meaning(of: line.state)),
            "is_reported": .truth(figures != nil), "is_watched": .truth(line.state == .reported),
            "report_id": .optional(figures?.reportID),
            "first_day": .optional(figures?.first?.earliest.day.description),
            "last_day": .optional(figures?.last?.earliest.day.description),
            "snapshots": number(figures?.snapshots), "coverage": .optional(figures.map(coverage)),
            "is_complete": .truth(figures?.isComplete == true),
            "opening": number(totals?.opening), "created": number(totals?.created), "found": number(totals?.found),
            "deleted": number(totals?.deleted), "closing": number(totals?.closing),
            "totals_hold": .truth(totals?.hold == true),
            "events": number(figures?.events),
            "exceptions": number(figures?.exceptional),
            "rules": .optional(figures.flatMap { rules($0.exceptions) }),
            "notices": number(figures?.notices),
            "html_file": link(.html), "markdown_file": link(.markdown), "xml_file": link(.xml),
        ])
    }

    private func coverage(_ figures: ReportFigures) -> String {
        words.doubts(
            missed: figures.missed, of: figures.expected, cutOff: figures.partialSnapshots,
            portfolio.parameters.cadence) ?? words(figures.isComplete ? .indexComplete : .noSnapshot)
    }

    /// The rules that fired, with how often each did; nil where none did.
    private func rules(_ fired: [ExceptionCount]) -> String? {
        fired.isEmpty ? nil : fired.map { "\($0.rule.rawValue) \($0.count)" }.joined(separator: ", ")
    }

    /// All that must be said to make the same index again, as options of the command line.
    private var options: String {
        let period = portfolio.period.map { " --period \($0.label)" } ?? ""
        let format =
            formats == ReportFormat.allCases
            ? "" : " --format \(formats.map(\.rawValue).joined(separator: ","))"
        return period + parameters.filterOptions + parameters.languageOptions
            + " --rules \(portfolio.parameters.rules.version)" + format
    }
}

extension String {
    fileprivate var fileExtension: Substring { split(separator: ".").last ?? "" }
}
