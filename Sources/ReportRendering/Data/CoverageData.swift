import AuditReport
import ReleaseModel

/// What the templates see of the coverage: how many snapshots were expected, and where there is none.
struct CoverageData {
    let report: Report
    let words: WordCatalogue

    private var coverage: Coverage { report.coverage }

    var values: [String: TemplateValue] {
        let partial = report.snapshots.filter { !$0.record.window.isComplete }
        return [
            "coverage": .text(summary),
            "cadence": .text(coverage.cadence.description),
            "cadence_words": .text(words.words(for: coverage.cadence)),
            "expected": .text(words.slots(coverage.expected, of: coverage.cadence)),
            "missed": .text(words.slots(coverage.missed, of: coverage.cadence)),
            "has_gaps": .truth(!coverage.gaps.isEmpty),
            "gap_list": .optional(
                coverage.gaps.isEmpty ? nil : coverage.gaps.map(words.place(of:)).joined(separator: ", ")),
            "gaps": .list(
                coverage.gaps.map { gap in
                    TemplateNode([
                        "place": .text(words.place(of: gap)),
                        "missed": .text(words.slots(gap.count, of: coverage.cadence)),
                        "why": .text(words.why(of: gap, coverage.cadence)),
                        "hides": .text(words.whatIsHidden(by: gap)),
                    ])
                }),
            "opening_border": .text(words.opening(of: coverage.borders)),
            "closing_border": .text(words.closing(of: coverage.borders)),
            "has_partial": .truth(!partial.isEmpty),
            "partial": .list(
                partial.map { line in
                    TemplateNode([
                        "at": .text(words.words(for: line.record.capturedAt)),
                        "releases": .number(line.record.releaseCount),
                        "window": .text(words.words(for: line.record.window)),
                    ])
                }),
        ]
    }

    private var summary: String {
        let incomplete = report.snapshots.count { !$0.record.window.isComplete }
        return words.doubts(
            missed: coverage.missed, of: coverage.expected, cutOff: incomplete, coverage.cadence)
            ?? words(.allCovered)
    }
}
