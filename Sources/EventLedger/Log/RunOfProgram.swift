package import ReleaseModel

/// The run of the program that is adding to the ledger, and the projects in whose logs it is entered.
package final class RunOfProgram {
    private let startedAt: Instant
    private let tool: String
    /// The projects whose logs have the entry of this run.
    var logged: Set<ProjectPath> = []

    /// - Parameter startedAt: What the clock says; only the commands read it.
    package init(startedAt: Instant, tool: String) {
        self.startedAt = startedAt
        self.tool = tool
    }

    func record(for project: ProjectPath) -> RunRecord {
        RunRecord(project: project, startedAt: startedAt, tool: tool)
    }
}
