import AuditReport
import EventLedger
import Foundation
import ReleaseModel

/// Writes the reports on all projects of a ledger, one after the other, and the index over them.
///
/// Only one report is in memory at a time; of the others the index keeps their figures. A project whose report cannot be
/// made keeps none of the others from being made: the index says that there is none.
struct PortfolioWriting {
    let view: LedgerView
    let writing: ReportWriting
    /// Where the index goes; each project gets a folder in it.
    let output: String
    /// What is asked of a project.
    let parameters: (ProjectPath) -> ReportParameters
    let period: Period?
    let failOn: FailureConditions?

    /// Writes all of it and shows the index; throws in the end where a report could not be made, its totals do not hold, or it has what is asked
    /// to fail on.
    func write(show: () -> Void) async throws {
        let projects = try view.projects(nil)
        guard let first = projects.first else {
            throw Failure(
                .badInput, "the ledger holds no project",
                hint: "store a snapshot with 'release-audit ingest' first")
        }
        let index = try OutputFolder(output)
        var lines: [PortfolioLine] = []
        var failures: [Failure] = []
        var isMet = false
        let progress = RenderingProgress(projects: projects.count)
        for project in projects {
            var outcome = PortfolioLine.Outcome.failed
            var path = project.path
            do {
                path = try view.path(of: project, in: period)
                let report = try view.report(parameters(path), of: project)
                outcome =
                    report.snapshots.isEmpty
                    ? .noSnapshotYet
                    : .reported(
                        ReportFigures(of: report),
                        try await writing.write(
                            report, to: index.folder(project.fileName(at: path).description), progress))
                isMet = isMet || failOn?.isMet(by: report) == true
                try report.mustAddUp()
            } catch {
                let failure = Failure(error).about(path)
                progress.whileCleared { Console.shared.report(failure) }
                failures.append(failure)
            }
            progress.step()
            lines.append(PortfolioLine(project: path, folder: project.fileName(at: path).description, outcome: outcome))
        }
        try await writing.write(Portfolio(parameters(first.path), lines), to: index, progress)
        show()
        if let failure = failures.first { throw EndedWithFaults(code: failure.status.rawValue) }
        if isMet { throw EndedWithFindings() }
    }
}

extension Failure {
    /// The same, naming the project that it is about where it does not yet.
    fileprivate func about(_ project: ProjectPath) -> Failure {
        let name = "\(project): "
        return message.hasPrefix(name) ? self : Failure(status, name + message, hint: hint)
    }
}
