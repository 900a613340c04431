import AuditReport
import ReleaseModel

/// What the templates see of the plots: each drawing as markup, and the same data as rows.
struct PlotData {
    let report: Report
    let words: WordCatalogue

    var values: [String: TemplateValue] {
        let words = PlotWords(words: words)
        let timeline = TimelinePlot(report, words)
        let calendar = CoverageCalendar(report)
        let counts = EventCounts(report, calendar)
        return [
            "timeline_svg": .optional(timeline.flatMap { $0.isReadable ? $0.markup : nil }),
            "timeline_folded": .optional(
                timeline.flatMap { $0.isReadable ? nil : words.tooManyLanes($0.laneCount) }),
            "calendar_svg": .optional(CoverageCalendarPlot(calendar, words)?.markup),
            "has_calendar": .truth(!calendar.nights.isEmpty),
            "calendar": .list(
                calendar.stretches.map { stretch in
                    TemplateNode([
                        "first": .text(stretch.first.description), "last": .text(stretch.last.description),
                        "nights": .text(String(stretch.count)), "state": .text(words.name(of: stretch.night)),
                        "events": .number(stretch.events), "is_missing": .truth(stretch.night == .missing),
                    ])
                }),
            "counts_svg": .optional(EventCountsPlot(counts, words)?.markup),
            "counts_title": .text(words.name(of: counts.unit)),
            "has_counts": .truth(!counts.rows.isEmpty),
            "counts_kinds": .list(counts.kinds.map { TemplateNode(["title": .text(words.words.title(of: $0))]) }),
            "counts_rows": .list(
                counts.rows.map { row in
                    TemplateNode([
                        "label": .text(row.label), "events": .number(row.events),
                        "exceptional": .number(row.exceptional), "missing": .number(row.missingNights),
                        "cells": .list(row.byKind.map { TemplateNode(["count": .number($0)]) }),
                    ])
                }),
        ]
    }
}
