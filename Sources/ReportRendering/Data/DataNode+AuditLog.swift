// What templates see of GitLab's audit log.
extension DataNode {
    static let auditLog = DataNode(
        "findings in the audit log",
        [
            .truth("has_imports", "Whether any of the audit log was imported."),
            .plain("import_count", "How many files were."),
            .list("imports", file, "The files."),
            .text("covered", "Which time they cover."),
            .list("outcomes", outcome, "How many changes the log explains, and how many it does not."),
            .truth("has_ambiguous", "Whether there are changes that several entries of the log explain."),
            .plain("ambiguous_count", "How many."),
            .list("ambiguous", ambiguous, "Those changes."),
            .truth("has_audit_only", "Whether the log tells of what no snapshot shows."),
            .plain("audit_only_count", "Of how much."),
            .plain("unexplained_count", "How much of it nothing explains."),
            .list("audit_only", only, "What only the log tells."),
            .truth("has_project_events", "Whether the log tells of the project itself."),
            .plain("project_event_count", "Of how much."),
            .list("project_events", account, "What it tells of the project itself."),
            .truth("has_contradictions", "Whether imports give different accounts of one entry."),
            .plain("contradiction_count", "Of how many entries."),
            .list("contradictions", contradiction, "Those entries."),
        ])

    private static let account = DataNode(
        "account of an entry",
        [
            .text("id", "GitLab's id of the entry."), .plain("at", "When it was made."),
            .plain("at_iso", "The same for `datetime`."), .text("author", "Who did it."),
            .text("message", "What the log says."),
            .text("file", "The import that says so; empty where all say the same."),
        ])

    private static let contradiction = DataNode(
        "entry with different accounts",
        [
            .text("id", "GitLab's id of the entry."),
            .node("first", account, "The account that was imported first and counts."),
            .list("others", account, "The other accounts, as they were imported."),
        ])

    private static let file = DataNode(
        "imported file",
        [
            .text("name", "Its name."), .plain("sha256", "Its SHA-256."), .text("form", "Its form."),
            .text("assignment", "How it is known to be of this project."), .text("covers", "Which time it covers."),
            .plain("kept", "How many of its entries concern releases."), .plain("ignored", "How many do not."),
            .plain("elsewhere", "How many are of other projects."),
            .text("ignored_kinds", "The kinds that are ignored."),
        ])

    private static let outcome = DataNode(
        "outcome",
        [
            .plain("outcome", "Its id."), .text("title", "The same in words."), .plain("count", "How many changes."),
        ])

    private static let ambiguous = DataNode(
        "change that several entries explain",
        [
            .plain("id", "The id of the event."), .text("action", "What was done."),
            .text("words", "Which entries explain it."),
        ])

    private static let only = DataNode(
        "entry that no snapshot shows",
        [
            .text("id", "GitLab's id of the entry."), .plain("at", "When it was made."),
            .plain("at_iso", "The same for `datetime`."), .text("author", "Who did it."),
            .text("message", "What the log says."), .text("target", "What was acted upon."),
            .plain("reason", "Why no snapshot shows it, as programs name it."), .text("meaning", "The same in words."),
            .truth("is_unexplained", "Whether nothing explains it."),
        ])
}
