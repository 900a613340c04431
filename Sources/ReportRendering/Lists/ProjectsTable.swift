/// The projects of a ledger as a table for a terminal.
package enum ProjectsTable {
    /// The table, see ``TextTable``.
    ///
    /// - Parameter rows: The cells of each project, in the order of the columns.
    package static func text(_ rows: [[String]], width: Int) -> String {
        rows.isEmpty
            ? "no projects\n"
            : TextTable(
                ["Project", "Number", "GitLab", "Former paths", "First snapshot", "Last snapshot"], rows, width: width
            )
            .text
    }
}
