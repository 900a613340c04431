package import EventInference
package import ReleaseModel

/// The reports on all projects of a ledger, side by side: what the index says, whatever the format.
package struct Portfolio: Sendable {
    /// What was asked of each project.
    ///
    /// It names the first of them; the others differ in the project alone.
    package let parameters: ReportParameters
    /// One line a project, in the order of their paths; none is left out.
    package let lines: [PortfolioLine]

    package init(_ parameters: ReportParameters, _ lines: [PortfolioLine]) {
        self.parameters = parameters
        self.lines = lines
    }

    package var period: Period? { parameters.period }

    /// What the reports say in numbers, without the projects that have none.
    package var figures: [ReportFigures] { lines.compactMap(\.figures) }

    /// The lines of the projects that were not watched in the period, or of which there is no report.
    package var unreported: [PortfolioLine] { lines.filter { $0.state != .reported } }

    /// The control totals of all reports together.
    package var totals: ControlTotals { ControlTotals(sumOf: figures.map(\.totals)) }

    /// Whether the control totals of each report hold; sums could hide two faults that outweigh each other.
    package var totalsHold: Bool { figures.allSatisfy(\.totals.hold) }

    /// How many events of each kind, zeros included.
    package var counts: [EventCount] {
        EventKind.allCases.compactMap { kind in
            let count = figures.reduce(0) { $0 + $1.count(of: kind) }
            return kind.isListed(count: count) ? EventCount(kind: kind, count: count) : nil
        }
    }

    /// How often each rule that is in force fired, zeros included.
    package var exceptions: [RuleCount] {
        ExceptionRule.allCases.filter { parameters.admits($0) }.map { rule in
            RuleCount(
                rule: rule, count: figures.reduce(0) { $0 + $1.count(of: rule) },
                projects: figures.count { $0.count(of: rule) > 0 })
        }
    }

    /// How often a rule for exceptions fired in all reports together.
    package struct RuleCount: Sendable, Equatable {
        package let rule: ExceptionRule
        package let count: Int
        /// In how many projects.
        package let projects: Int
    }
}

/// What the index says of one project.
package struct PortfolioLine: Sendable {
    /// What became of the report on the project.
    package enum Outcome: Sendable {
        /// It was made, and these are its files.
        case reported(ReportFigures, [DeliveredFile])
        /// No snapshot lies in or before the period, so there is nothing to report on.
        case noSnapshotYet
        /// It could not be made; why is in the messages of the run, not in the index, which names no folder of a machine.
        case failed
    }

    /// Where a project stands; the raw values are stable ids.
    package enum State: String, Sendable, CaseIterable {
        case reported
        /// There is a report, but it rests on the snapshot before the period alone.
        case notInPeriod = "no-snapshot-in-period"
        case noSnapshotYet = "no-snapshot-yet"
        case failed = "no-report"
    }

    package let project: ProjectPath
    /// The folder of its report, beside the index.
    package let folder: String
    package let outcome: Outcome

    package init(project: ProjectPath, folder: String, outcome: Outcome) {
        self.project = project
        self.folder = folder
        self.outcome = outcome
    }

    package var state: State {
        switch outcome {
        case .reported(let figures, _): figures.snapshots == 0 ? .notInPeriod : .reported
        case .noSnapshotYet: .noSnapshotYet
        case .failed: .failed
        }
    }

    /// What its report says in numbers; nil where there is none.
    package var figures: ReportFigures? {
        if case .reported(let figures, _) = outcome { figures } else { nil }
    }

    /// The files of its report; none where there is none.
    package var files: [DeliveredFile] {
        if case .reported(_, let files) = outcome { files } else { [] }
    }
}

/// A file of a report as it was handed over, with a signature inside where it has one.
package struct DeliveredFile: Sendable, Equatable {
    /// Without folders.
    package let name: String
    package let byteCount: Int
    package let digest: Digest

    package init(name: String, byteCount: Int, digest: Digest) {
        self.name = name
        self.byteCount = byteCount
        self.digest = digest
    }
}
