package import ReleaseModel

/// The run of the program that is adding to the ledger, and the projects in whose logs it is entered.
package final class RunOfProgram {
    private let startedAt: Instant
    private let tool: String
    private let runBy: String?
    private var logged: Set<LogName> = []
    /// The same in the order in which they were entered, so that the last of them can be taken back.
    private var order: [LogName] = []

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
    func enter(_ log: LogName) -> Bool {
        guard logged.insert(log).inserted else { return false }
        order.append(log)
        return true
    }

    /// Forgets all but the first projects: what was entered for the others was not stored.
    func takeBack(to count: Int) {
        for log in order.dropFirst(count) { logged.remove(log) }
        order.removeSubrange(count...)
    }

    func record(for project: ProjectPath) -> RunRecord {
        RunRecord(project: project, startedAt: startedAt, tool: tool, runBy: runBy)
    }

    /// What the operator of this run states.
    package var statement: ProjectRename.Statement { ProjectRename.Statement(at: startedAt, by: runBy) }

    /// The entry that says what this run could not do for a project.
    package func record(for project: ProjectPath, failed failure: RunFailure) -> RunRecord {
        RunRecord(project: project, startedAt: startedAt, tool: tool, runBy: runBy, failure: failure)
    }
}
