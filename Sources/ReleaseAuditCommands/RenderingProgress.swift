import AuditReport
import ReportRendering
import Synchronization

/// The bar for rendering a report, whose files may be in the making on several threads, or many reports.
final class RenderingProgress: Sendable {
    private let state: Mutex<(bar: Progress, done: Int)>

    /// A bar over the rows of all these formats.
    init(of report: Report, as formats: [ReportFormat]) {
        let total = formats.reduce(0) { $0 + ReportRenderer.rowCount(of: report, as: $1) }
        state = Mutex((Progress("report", total: total), 0))
    }

    /// A bar over so many projects.
    init(projects: Int) {
        state = Mutex((Progress("projects", total: projects), 0))
    }

    /// A row or a project more is done.
    func step() {
        state.withLock { state in
            state.done += 1
            state.bar.show(state.done)
        }
    }

    /// Does what must have a line of its own; the bar comes back with one of the next rows.
    func whileCleared(_ body: () throws -> Void) rethrows {
        try state.withLock { state in
            state.bar.clear()
            try body()
        }
    }
}
