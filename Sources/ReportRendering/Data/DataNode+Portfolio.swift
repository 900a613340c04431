// What templates see of the reports on all projects.
extension DataNode {
    static let portfolio = DataNode(
        "index over all projects",
        [
            .plain("index_id", "The id of the index."),
            .plain("project_count", "How many projects the ledger holds."),
            .plain("report_count", "Of how many of them there is a report."),
            .plain("complete_count", "Of how many of the reports the coverage is complete."),
            .plain("snapshot_count", "How many snapshots lie in the period, in all reports together."),
            .plain("event_count", "How many events there are."),
            .plain("exception_count", "How many events and releases have exceptions."),
            .plain("notice_count", "How many notices there are."),
        ] + controlTotals + [
            .truth("totals_hold", "Whether the control totals of each report add up."),
            .text("cadence_words", "How often a snapshot is expected, in words."),
            .line("options", "All that makes the same index again, as options of a command, with a space before."),
            .plain("file_patterns", "The names of all files of reports, as a shell takes them."),
            .list("projects", project, "The projects, in the order of their paths."),
            .list("counts", count, "Each kind of event with its number, zeros included."),
            .list("rules", firedRule, "The rules for exceptions that are in force, and how often each fired."),
            .truth("has_unreported", "Whether a project has no report, or no snapshot in the period."),
            .list("unreported", project, "Those projects."),
            .truth("has_files", "Whether there are reports."),
            .list("files", reportFile, "The files of the reports."),
        ] + parameters + everyPage)

    private static let project = DataNode(
        "project",
        [
            .text("project", "The full path of the project."),
            .plain("state", "What became of its report, as programs name it: `reported`."),
            .text("state_words", "The same in words."), .text("state_meaning", "The same in a sentence."),
            .truth("is_reported", "Whether there is a report."),
            .truth("is_watched", "Whether there is, and a snapshot in the period."),
            .plain("report_id", "The id of the report. Nothing where there is none."),
            .plain("first_day", "The day of the first snapshot in the period. Nothing where there is none."),
            .plain("last_day", "The day of the last one. Nothing where there is none."),
            .plain(
                "snapshots", "How many snapshots lie in the period. Here and below, nothing where there is no report."),
            .text("coverage", "The coverage in a few words."),
            .truth("is_complete", "Whether every snapshot expected is there and every list complete."),
        ] + controlTotals + [
            .truth("totals_hold", "Whether the control totals add up."),
            .plain("events", "How many events there are."),
            .plain("exceptions", "How many events and releases have exceptions."),
            .plain("rules", "How often each rule fired, in one line. Nothing where none did."),
            .plain("notices", "How many notices there are."),
            .plain("html_file", "The report as HTML. Nothing where that was not asked for."),
            .plain("markdown_file", "The report as Markdown. Nothing where that was not asked for."),
            .plain("xml_file", "The report as XML. Nothing where that was not asked for."),
        ])

    private static let firedRule = DataNode(
        "rule and how often it fired",
        [
            .plain("rule", "Its id."), .text("meaning", "What it finds, and why that matters."),
            .plain("count", "How often it fired."), .plain("projects", "In how many projects."),
        ])

    private static let reportFile = DataNode(
        "file of a report",
        [
            .plain("path", "Its path, beside the index."), .plain("bytes", "Its size in bytes."),
            .plain("sha256", "Its SHA-256."), .node("sha256_in_groups", digest, "The same, for the eye."),
        ])
}
