package import ReleaseModel

/// The run of the program that is adding to the ledger, and the projects in whose logs it is entered.
package final class RunOfProgram {
    private let startedAt: Instant
    private let tool: String
    private let runBy: String?
    private var logged: Set<ProjectPath> = []
    /// The same in the order in which they were entered, so that the last of them can be taken back.
    private var order: [ProjectPath] = []

    /// - Parameters:
    ///   - startedAt: What the clock says; only the commands read it.
    ///   - runBy: Who or what runs it, where that is stated.
    package init(startedAt: Instant, tool: String, runBy: String? = nil) {
        self.startedAt = startedAt
        self.tool = tool
        self.runBy = runBy
    }

    /// How many projects have the entry.
    var loggedCount: Int { order.count }

    /// Notes that a project's log gets the entry; false where it has it.
    func enter(_ project: ProjectPath) -> Bool {
        guard logged.insert(project).inserted else { return false }
        order.append(project)
        return true
    }

    /// Forgets all but the first projects: what was entered for the others was not stored.
    func takeBack(to count: Int) {
        for project in order.dropFirst(count) { logged.remove(project) }
        order.removeSubrange(count...)
    }

    func record(for project: ProjectPath) -> RunRecord {
        RunRecord(project: project, startedAt: startedAt, tool: tool, runBy: runBy)
    }

    /// The entry that says what this run could not do for a project.
    package func record(for project: ProjectPath, failed failure: RunFailure) -> RunRecord {
        RunRecord(project: project, startedAt: startedAt, tool: tool, runBy: runBy, failure: failure)
    }
}
