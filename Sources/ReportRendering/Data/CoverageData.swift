import AuditReport
import ReleaseModel

/// What the templates see of the coverage: how many snapshots were expected, and where there is none.
struct CoverageData {
    let report: Report

    private var coverage: Coverage { report.coverage }

    var values: [String: TemplateValue] {
        let partial = report.snapshots.filter { !$0.record.window.isComplete }
        return [
            "coverage": .text(summary),
            "cadence": .text(coverage.cadence.description),
            "cadence_words": .text(coverage.cadence.words),
            "expected": .text(coverage.expected.words(coverage.cadence)),
            "missed": .text(coverage.missed.words(coverage.cadence)),
            "has_gaps": .truth(!coverage.gaps.isEmpty),
            "gap_list": .optional(
                coverage.gaps.isEmpty ? nil : coverage.gaps.map(\.place).joined(separator: ", ")),
            "gaps": .list(
                coverage.gaps.map { gap in
                    TemplateNode([
                        "place": .text(gap.place), "missed": .text(gap.count.words(coverage.cadence)),
                        "hides": .text(gap.hides),
                    ])
                }),
            "opening_border": .text(coverage.borders.openingWords),
            "closing_border": .text(coverage.borders.closingWords),
            "has_partial": .truth(!partial.isEmpty),
            "partial": .list(
                partial.map { line in
                    TemplateNode([
                        "at": .text(line.record.capturedAt.words), "releases": .number(line.record.releaseCount),
                        "window": .text(line.record.window.words),
                    ])
                }),
        ]
    }

    private var summary: String {
        let (missed, expected) = (coverage.missed, coverage.expected)
        let incomplete = report.snapshots.count { !$0.record.window.isComplete }
        let parts = [
            missed == 0
                ? nil
                : missed == expected
                    ? "no snapshot in any of the \(expected.words(coverage.cadence)) of the period"
                    : "\(missed) of \(expected.words(coverage.cadence)) without a snapshot",
            incomplete == 0
                ? nil : incomplete == 1 ? "1 snapshot may be cut off" : "\(incomplete) snapshots may be cut off",
        ].compactMap { $0 }
        return parts.isEmpty ? "every snapshot expected is there, every list complete" : parts.joined(separator: "; ")
    }
}
