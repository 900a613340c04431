// The data of the templates, name by name. Whoever adds a name to the data adds it here; a test says so.
extension DataNode {
    static let report = DataNode(
        "report",
        [
            .plain("report_id", "The id of the report."),
            .text("project", "The full path of the project."),
            .line("project_plain", "The same, for a command."),
            .text("as_of", "When the last snapshot was taken."),
            .plain("as_of_iso", "The same for `datetime`."),
            .text("first_snapshot", "When the first snapshot was taken."),
            .plain("snapshot_count", "How many snapshots the report rests on, with the one before the period."),
            .plain("complete_snapshots", "How many of them are known to be complete."),
            .plain("judged_snapshots", "How many are taken to be complete by their number of releases."),
            .plain("period_snapshots", "How many lie in the period."),
            .plain("incomplete_snapshots", "How many may be cut off."),
            .plain("event_count", "How many events the report shows, without the opening population."),
            .plain("baseline_count", "How many releases the opening population has."),
            .plain("exception_count", "How many events and releases have exceptions."),
            .plain("notice_count", "How many notices there are."),
            .plain("left_out", "How many events the filter leaves out."),
            .truth("begins_watching", "Whether the first snapshot of all lies in the period."),
            .truth("nothing_seen", "Whether no snapshot lies in the period."),
            .plain("hidden_characters", "How many characters are shown as `[U+202E]`."),
            .truth("has_hidden_characters", "Whether there are any."),
        ] + identity + controlTotals + [
            .truth("totals_hold", "Whether the control totals add up."),
            .list("counts", count, "Each kind of event with its number, zeros included."),
            .truth("has_events", "Whether there are events."),
            .list("events", event, "The events of the period, oldest first."),
            .truth("has_baseline", "Whether there is an opening population."),
            .list("baseline", event, "The opening population."),
            .truth("has_exceptions", "Whether there are exceptions, at events or releases."),
            .truth("has_exceptional", "Whether there are events with exceptions."),
            .list("exceptional", event, "The events with exceptions."),
            .truth("has_release_exceptions", "Whether there are exceptions at releases that no event shows."),
            .list("release_exceptions", releaseException, "Exceptions at releases that no event shows."),
            .list("exception_rules", rule, "The rules for exceptions that are in force."),
            .truth("has_notices", "Whether there are notices."),
            .list("notices", notice, "What must be known about the snapshots."),
            .truth("has_releases", "Whether there were releases at any time in the period."),
            .list("releases", release, "The releases that existed at any time in the period, oldest first."),
            .list("snapshots", snapshot, "The register of snapshots."),
            .truth("is_part", "Whether the file is one of several that hold the events."),
            .truth("is_index", "Whether the events are in other files, which this one lists."),
            .plain("report_file", "The file of the report itself, as seen from a part. Empty in the report."),
            .plain("part_number", "The number of the part. Empty in the report."),
            .plain("part_count", "How many parts there are."),
            .plain("part_size", "How many events a part holds at most."),
            .plain("part_first", "The number of the first event of the part. Empty in the report."),
            .plain("part_last", "The number of its last event. Empty in the report."),
            .list("parts", part, "The parts."),
            .node("audit_log_findings", auditLog, "What GitLab's audit log says. Nothing where it is not looked at."),
            .truth("has_receipts", "Whether bundles were archived in the period."),
            .plain("receipt_count", "How many."),
            .list("receipts", receipt, "The bundles that were archived."),
            .plain("edits_by_unknown", "How many edits there are whose editor nothing names."),
            .list("limits", limit, "What the report cannot show."),
            .text("servers", "The GitLab servers, or that they are not stated."),
            .text("gitlab_versions", "Their versions, or that they are not stated."),
            .truth("has_requests", "Whether it is stated what GitLab was asked."),
            .list("requests", request, "What GitLab was asked."),
            .text("coverage", "The coverage in one sentence."),
            .plain("cadence", "How often a snapshot is expected, as the option names it."),
            .text("cadence_words", "The same in words."),
            .text("expected", "How many snapshots were expected, with the unit: `16 nights`."),
            .text("missed", "For how many there is none, with the unit."),
            .truth("has_gaps", "Whether there are gaps."),
            .text("gap_list", "The gaps in one line. Nothing where there is none."),
            .list("gaps", gap, "The gaps."),
            .text("opening_border", "How the period begins."),
            .text("closing_border", "How the period ends."),
            .truth("has_partial", "Whether there are lists that may be cut off."),
            .list("partial", partial, "The lists that may be cut off."),
            .list("kinds", meaning, "The kinds of events and their rules."),
            .list("bases", meaning, "Where a statement can come from."),
            .list("observations", meaning, "How an event was observed."),
            .list("fields", treatment, "The fields of GitLab's release by what is made of them."),
        ] + parameters + everyPage + plots)

    /// The sum that shows that no release is missing, of a report and of all together.
    static let controlTotals: [DataField] = [
        .plain("opening", "Control total: releases at the beginning."),
        .plain("created", "Control total: created."),
        .plain("found", "Control total: came into sight."),
        .plain("deleted", "Control total: deleted."),
        .plain("closing", "Control total: releases at the end."),
    ]

    /// On what reports depend besides the snapshots.
    static let parameters: [DataField] = [
        .plain("language", "The language, for the attribute `lang`: `en` or `de`."),
        .text("period", "The period as it was asked for, or that there was none."),
        .line("period_plain", "The same, for a command."),
        .plain("period_start", "The first moment of the period. Nothing where there is no period."),
        .plain("period_end", "The first moment after the period. Nothing where there is no period."),
        .plain("tool", "The name of the program."),
        .plain("tool_version", "Its version."),
        .plain("rule_set", "The version of the rules by which events are inferred."),
        .list("settings", setting, "All parameters."),
        .text("filter", "What passes the filter, in words."),
        .truth("is_filtered", "Whether anything is left out by a filter."),
        .line("filter_options", "The filter as options of a command, with a space before."),
        .line("language_options", "The language and the brand as options of a command, with a space before."),
        .plain("rules_off", "The rules that were turned off. Nothing where none was."),
        .truth("four_eyes", "Whether edits by a release's own author are marked."),
    ]

    /// What every page has: its words and its look.
    static let everyPage: [DataField] = [
        .node("word", DataNode("word", []), "The words of the language: `{{word.section.events}}`."),
        .node("brand", brand, "Whose reports these are, by the brand file. Nothing without one."),
        .markup("style_sheet", "The style sheet.").only(in: .html),
        .plain("style_digest", "Its digest for the content security policy.").only(in: .html),
        .markup("page_margin", "The style sheet of what is printed in the margins.").only(in: .html),
        .plain("page_margin_digest", "Its digest for the content security policy.").only(in: .html),
        .text("place", "Which report or index a sheet of paper belongs to.").only(in: .html),
    ]

    static let event = DataNode(
        "event",
        [
            .plain("id", "The id: 16 hexadecimal digits."),
            .plain("details_file", "The file that tells it in detail. Empty where it is this one."),
            .plain("kind", "The kind, as programs name it: `release_updated`."),
            .text("kind_title", "The kind in words."),
            .text("rule", "The rule by which the event was inferred."),
            .text("author", "Who did it, or that it is not known."),
            .text("author_username", "The user name. Nothing where it is not known."),
            .text("author_basis", "Where the author is known from."),
            .text("action", "What was done, in GitLab's words: `Updated Release v1.0`."),
            .text("target", "The name of the release or milestone."),
            .text("tag", "The tag. Nothing at the event of a milestone."),
            .text("tags", "The tags of all releases concerned."),
            .text("at", "The column At: a time, or between which two it happened."),
            .text("at_basis", "Where the time is known from."),
            .truth("is_stated", "Whether GitLab states the time."),
            .plain("time", "The stated time. Nothing where there is none."),
            .plain("time_iso", "The same for `datetime`."),
            .plain("after", "When the earlier snapshot was taken. Nothing where there is none."),
            .plain("after_iso", "The same for `datetime`."),
            .plain("by", "When the later snapshot was taken."),
            .plain("by_iso", "The same for `datetime`."),
            .text("bounds", "The two snapshots' times in words."),
            .plain("observation", "`baseline` or `observed`."),
            .text("audit_log", "What was found of it in GitLab's audit log. Nothing where that was not looked at."),
            .truth("has_changes", "Whether fields changed."),
            .list("changes", change, "The fields that changed."),
            .truth("has_exceptions", "Whether a rule for exceptions marks it."),
            .list("exceptions", exception, "The exceptions."),
            .truth("is_deletion", "Whether the release was deleted."),
            .node("before", reference, "The document before. Nothing where there is none."),
            .node("later", reference, "The document after. Nothing where there is none."),
            .plain("release_anchor", "The `id` of the release in the page. Nothing at the event of a milestone."),
        ])

    private static let receipt = DataNode(
        "receipt of an archived bundle",
        [
            .plain("at", "When it was archived."), .plain("at_iso", "The same for `datetime`."),
            .text("bundle", "The name of the bundle."), .text("location", "Where it lies."),
            .text("version", "Which version it is there. Nothing where there are none."),
            .plain("sha256", "Its SHA-256."),
            .text("lock_mode", "How it is locked. Nothing where it is not."),
            .plain("lock_until", "Until when. Nothing where it is not."),
            .truth("has_own_clock", "Whether the time is by the archive's own clock."),
        ])

    private static let brand = DataNode(
        "brand",
        [
            .text("organization", "The name of the organization."),
            .text("footer", "What stands at the end of each page. Nothing where there is none."),
            .markup("logo", "The logo as SVG. Nothing where there is none.").only(in: .html),
        ])

    private static let part = DataNode(
        "part",
        [
            .plain("file", "Its file."), .plain("first", "When its first event was first seen."),
            .plain("last", "When its last event was first seen."), .plain("events", "How many events it holds."),
        ])

    private static let limit = DataNode("limit", [.text("words", "The limit in one or two sentences.")])

    private static let request = DataNode(
        "request",
        [
            .text("address", "The address that was asked."),
            .text("username", "Who asked. Nothing where it is not known."),
            .text("token_name", "The name of the token. Nothing where it is not known."),
        ])

    static let setting = DataNode(
        "setting",
        [
            .text("name", "Its name."), .text("value", "Its value."),
            .truth("is_default", "Whether it is what it is where nobody says otherwise."),
        ])

    private static let change = DataNode(
        "change",
        [
            .text("field", "The path of the field in GitLab's document."),
            .text("before", "The old value on one line."),
            .text("after", "The new value on one line."),
            .truth("is_text", "Whether it is shown line by line."),
            .truth("is_set", "Whether it is a set of milestones."),
            .truth("is_plain", "Whether it is neither."),
            .list("lines", line, "The lines of a text, unchanged runs folded."),
            .markup("diff_text", "The same in a fenced block of Markdown.").only(in: .markdown),
            .text("added", "The milestones that were added."),
            .text("removed", "The milestones that were removed."),
            .text("kept", "The milestones that were kept."),
            .truth("has_added", "Whether there are any that were added."),
            .list("added_list", milestone, "The milestones that were added, one by one."),
            .truth("has_removed", "Whether there are any that were removed."),
            .list("removed_list", milestone, "The milestones that were removed, one by one."),
            .truth("has_kept", "Whether there are any that were kept."),
            .list("kept_list", milestone, "The milestones that were kept, one by one."),
        ])

    private static let milestone = DataNode("milestone", [.text("title", "Its title and id.")])

    static let digest = DataNode(
        "digest",
        [
            .plain("whole", "All 64 hexadecimal digits."), .plain("short", "The first 16."),
            .list("groups", DataNode("group of digits", [.plain("group", "Eight digits.")]), "All in groups of eight."),
        ])

    private static let line = DataNode(
        "line",
        [
            .text("fold", "How many unchanged lines are folded. Nothing where it is a line."),
            .truth("is_kept", "Whether it is in both texts."),
            .truth("is_changed", "Whether it is not."),
            .truth("has_old", "Whether there is an old line."),
            .plain("old", "Its number."),
            .text("old_text", "The old line."),
            .truth("has_new", "Whether there is a new line."),
            .plain("new", "Its number."),
            .text("new_text", "The new line."),
        ])

    private static let reference = DataNode(
        "reference",
        [
            .plain("snapshot", "The SHA-256 of the snapshot."),
            .plain("snapshot_short", "The first 16 digits of it."),
            .plain("snapshot_anchor", "The `id` of the snapshot in the page. Nothing where it is not listed."),
            .node("snapshot_in_groups", digest, "The same, for the eye."),
            .node(
                "document_in_groups", digest, "The SHA-256 of the document, for the eye. Nothing where there is none."),
            .text("snapshot_at", "When it was taken."),
            .plain("document", "The SHA-256 of the release document. Nothing where the snapshot does not show it."),
        ])

    private static let exceptionFields: [DataField] = [
        .plain("rule", "The id of the rule."),
        .text("meaning", "What the rule finds and why it matters."),
        .text("found", "What was found. Nothing where the event says it all."),
        .text("look", "Where to look next."),
    ]

    private static let exception = DataNode("exception", exceptionFields)

    private static let releaseException = DataNode(
        "exception at a release",
        exceptionFields + [
            .text("tag", "The tag of the release."),
            .plain("release_anchor", "The `id` of the release in the page. Nothing where it is not told of."),
            .text("snapshot_at", "When the snapshot was taken that settles it."),
        ])

    private static let rule = DataNode(
        "rule",
        [
            .plain("name", "The id of the rule."),
            .text("meaning", "What it finds and why it matters."),
            .text("look", "Where to look next."),
        ])

    private static let release = DataNode(
        "release",
        [
            .plain("anchor", "The `id` of the release in the page."),
            .text("tag", "The tag."),
            .plain("tag_code_points", "The code points of what is not ASCII in the tag. Nothing where all is."),
            .text("name", "The name."),
            .text("state", "Where the release stands at the end of the period, in words."),
            .truth("is_deleted", "Whether it is gone."),
            .plain("created_at", "When GitLab says it was created."),
            .text("released_at", "The release date."),
            .text("author", "Name and user name of the author, as last shown."),
            .text("commit", "The commit."),
            .text("milestones", "The milestones on one line."),
            .truth("has_links", "Whether it has asset links."),
            .list("links", link, "The asset links."),
            .truth("has_evidences", "Whether GitLab collected evidence."),
            .list("evidences", evidence, "What GitLab collected."),
            .truth("has_evidence_files", "Whether files of its evidence were imported."),
            .list("evidence_files", evidenceFile, "The files of its evidence, compared with the snapshots."),
            .truth("has_description", "Whether it has a description."),
            .text("description", "The source of the description."),
            .markup("description_fenced", "The same in a fenced block of Markdown.").only(in: .markdown),
            .markup("description_html", "The description rendered. Nothing where it is too long.").only(in: .html),
            .truth("is_too_long_to_render", "Whether it is too long to be rendered."),
            .plain("document", "The SHA-256 of the document that showed it last."),
            .node("document_in_groups", digest, "The same, for the eye. Nothing where there is none."),
            .text("seen_at", "When the snapshot was taken that showed it last."),
            .truth("has_events", "Whether anything happened to it in the period."),
            .list("events", event, "What happened to it in the period."),
        ])

    private static let link = DataNode(
        "link", [.text("name", "The name of the asset link."), .text("url", "The address, without secrets.")])

    private static let evidence = DataNode(
        "evidence", [.plain("collected_at", "When GitLab collected it."), .text("sha", "GitLab's token for it.")])

    private static let evidenceFile = DataNode(
        "evidence_file",
        [
            .text("name", "The name of the file."), .plain("sha256", "Its SHA-256."),
            .node("sha256_in_groups", digest, "The same, for the eye."),
            .text("collected_at", "When GitLab collected the evidence, or that it is not stated."),
            .plain("outcome", "What came out, as programs name it: `agrees`, `differs` or `not-comparable`."),
            .truth("is_difference", "Whether it differs from the snapshots."),
            .text("words", "What came out, in words, with both values of what differs."),
            .text("not_shown", "What the file says that no snapshot shows."),
        ])

    static let count = DataNode(
        "count",
        [
            .plain("kind", "The kind, as programs name it."), .text("title", "The kind in words."),
            .plain("count", "How many events."),
        ])

    private static let notice = DataNode(
        "notice",
        [
            .plain("kind", "The kind, as programs name it."), .text("words", "The notice."),
            .text("at", "When the snapshot was taken that shows it."), .plain("at_iso", "The same for `datetime`."),
        ])

    private static let snapshot = DataNode(
        "snapshot",
        [
            .text("at", "When it was taken."),
            .plain("at_iso", "The same for `datetime`."),
            .plain("anchor", "Its `id` in the page."),
            .plain("digest", "Its SHA-256."),
            .node("digest_in_groups", digest, "The same, for the eye."),
            .plain("releases", "How many releases it shows."),
            .text("window", "Whether the list is complete, and how that is known."),
            .truth("is_complete", "Whether it is."),
            .truth("is_opening", "Whether it lies before the period."),
            .plain("events", "How many events it is the first to show."),
            .text("version", "The version of GitLab. Nothing where it is not known."),
            .truth("has_pages", "Whether it has several files."),
            .list("pages", page, "Its files."),
        ])

    private static let page = DataNode(
        "page",
        [
            .text("name", "The name of the file."), .plain("sha256", "Its SHA-256."),
            .node("sha256_in_groups", digest, "The same, for the eye."),
            .plain("bytes", "Its size in bytes."),
        ])

    private static let gap = DataNode(
        "gap",
        [
            .text("place", "Where it lies."), .text("missed", "How many snapshots are missing, with the unit."),
            .text("why", "Why they are missing, as the log says."), .text("hides", "What it hides."),
        ])

    private static let partial = DataNode(
        "list that may be cut off",
        [
            .text("at", "When the snapshot was taken."), .plain("releases", "How many releases it shows."),
            .text("window", "Why it may be cut off."),
        ])

    private static let meaning = DataNode(
        "meaning", [.plain("name", "What is explained, as programs name it."), .text("meaning", "What it means.")])

    private static let treatment = DataNode(
        "treatment of fields", [.text("name", "The fields."), .text("meaning", "What is made of them.")])
}
