package import EventInference
import ReleaseDiff
import ReleaseModel

/// Events as CSV (RFC 4180), safe to open in a spreadsheet.
///
/// An apostrophe stands before what a spreadsheet would take for a formula: at the start of a cell, and where a spreadsheet
/// that splits rows elsewhere would see one start; and before a tag or name that one would take for a number or a date, so that
/// 1.10 is not shown as 1.1. That alters data, so the record is the JSON form. Source of the rule: OWASP, "CSV Injection".
///
/// UTF-8, without a byte order mark unless one is asked for.
package enum EventsCSV {
    private static let columns = [
        "id", "project", "kind", "observation", "tag", "author", "author basis", "action", "target", "time",
        "time basis",
        "after", "by", "changed fields", "exceptions", "audit event",
    ]

    /// The names of the columns, with the line end.
    package static let header = columns.joined(separator: ",") + "\r\n"

    /// The names of the columns with another separator.
    package static func header(_ separator: Separator) -> String {
        header.replacing(",", with: separator.rawValue)
    }

    /// What stands between two cells.
    package enum Separator: String, Sendable, CaseIterable {
        case comma = ","
        case semicolon = ";"
        case tab = "\t"
    }

    /// One event, with the line end.
    package static func row(for event: Event, _ separator: Separator = .comma) -> String {
        let cells = [
            event.id.description, event.project.description, event.kind.rawValue, event.observation.rawValue,
            kept(event.tag ?? event.releases.joined(separator: " ")), kept(event.author.listed),
            event.author.basis.rawValue,
            event.action, kept(event.target), event.time.time?.iso8601 ?? "", event.time.basis.rawValue,
            event.time.bounds.after?.iso8601 ?? "", event.time.bounds.by.iso8601,
            event.changes.map(\.field).joined(separator: " "),
            event.exceptions.map(\.rule.rawValue).joined(separator: " "), event.author.auditEventID ?? "",
        ]
        return cells.map(cell).joined(separator: separator.rawValue) + "\r\n"
    }

    /// A text as a cell, quoted.
    ///
    /// By code points: to Swift a quotation mark with an accent over it is another character; to a spreadsheet it is not.
    static func cell(_ text: String) -> String {
        var cell = String.UnicodeScalarView(["\""])
        var mayStartFormula = true
        for scalar in text.visible.unicodeScalars {
            if mayStartFormula, startingFormulas.contains(scalar) { cell.append("'") }
            if scalar == "\"" { cell.append(scalar) }
            cell.append(scalar)
            mayStartFormula = separators.contains(scalar) || mayStartFormula && isPassedOver(scalar)
        }
        cell.append("\"")
        return String(cell)
    }

    /// A text of somebody's, with an apostrophe where a spreadsheet would make a value of it.
    private static func kept(_ text: String) -> String { SpreadsheetValue.mayBe(text) ? "'" + text : text }

    private static let startingFormulas: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// Where a spreadsheet may begin another cell: with settings for other separators it does so within quotation marks too.
    private static let separators: Set<Unicode.Scalar> = [",", ";", "\t", "\n"]

    /// What a spreadsheet may skip before it looks at what a cell holds.
    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\"" || scalar.properties.isWhitespace
    }
}

extension Attribution {
    /// Who did it, in words that are part of the form and the same in every language.
    fileprivate var listed: String {
        switch basis {
        case .stated, .auditLog:
            (name ?? username ?? id.map { "user \($0)" } ?? "unknown")
                + (impersonator.map { " (impersonated by \($0))" } ?? "")
        case .bounded, .unknown: "unknown"
        }
    }
}
