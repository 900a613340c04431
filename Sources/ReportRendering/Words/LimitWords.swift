import AuditReport
import EventInference
import ReleaseModel

extension WordCatalogue {
    /// What a report cannot show, in one or two sentences.
    func words(for limit: ReportLimit, in report: Report) -> String {
        let coverage = report.coverage
        return text(
            "limit.\(limit.rawValue)",
            [
                "missed": String(coverage.missed), "expected": slots(coverage.expected, of: coverage.cadence),
                "gaps": coverage.gaps.map(place(of:)).joined(separator: ", "),
                "cut_off": String(report.snapshots.count { !$0.record.window.isComplete }),
                "snapshots": String(report.snapshots.count), "opening": String(report.totals.opening),
                "rules": report.parameters.rulesNotApplied.map(\.rawValue).joined(separator: ", "),
                "left_out": String(report.unfilteredCount - report.events.count),
            ])
    }
}
