// What templates for HTML see of the plots.
extension DataNode {
    static let plots: [DataField] = plotFields.map { $0.only(in: .html) }

    private static let plotFields: [DataField] = [
        .markup("timeline_svg", "The timeline. Nothing where there are no events or too many lanes."),
        .text("timeline_folded", "Why there is no timeline. Nothing where there is one."),
        .markup("calendar_svg", "The calendar of coverage. Nothing where the period is too long."),
        .truth("has_calendar", "Whether there are nights to show."),
        .list("calendar", stretch, "The same as stretches of nights."),
        .markup("counts_svg", "The events per week, month or year. Nothing where there are none."),
        .text("counts_title", "The title of the counts, which names the unit."),
        .truth("has_counts", "Whether there are counts."),
        .list("counts_kinds", countedKind, "The kinds that are counted."),
        .list("counts_rows", countsRow, "The counts, a row for each unit."),
    ]

    private static let stretch = DataNode(
        "stretch of nights",
        [
            .plain("first", "The first night."), .plain("last", "The last night."), .plain("nights", "How many."),
            .text("state", "Whether they are covered."), .plain("events", "How many events were first seen then."),
            .truth("is_missing", "Whether there is no snapshot."),
        ])

    private static let countedKind = DataNode("counted kind", [.text("title", "The kind in words.")])

    private static let countsRow = DataNode(
        "row of counts",
        [
            .text("label", "The week, month or year."), .plain("events", "How many events."),
            .plain("exceptional", "How many of them have exceptions."),
            .plain("missing", "How many nights have no snapshot."),
            .list("cells", DataNode("count of a kind", [.plain("count", "How many events.")]), "Each kind."),
        ])
}
