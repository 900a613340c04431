import Foundation
import ReleaseModel

// The export of the instance's audit log. Columns are found by their names: the e-mail address stands in GitLab's code and
// not in its documentation (ee/app/services/audit_events/export_csv_service.rb), so positions cannot be relied on.
extension AuditEventReader {
    /// After so many rows GitLab cuts the export off without a word.
    static let mostRowsOfCSV = 100_000

    static func csv(_ data: Data, file: String) throws -> [ReadAuditEvent] {
        let table: CSVTable
        do throws(CSVTable.Fault) {
            table = try CSVTable(data)
        } catch {
            throw AuditImportError(file: file, at: .line(error.line), reason: .csv(error.reason))
        }
        guard table.header.contains("ID"), table.header.contains("Action") else {
            throw AuditImportError(file: file, at: .line(1), reason: .notEvents(answer: nil))
        }
        let columns = try Columns(table.header, file: file)
        return try table.rows.map { row in
            let place = AuditImportError.Place.line(row.line)
            return ReadAuditEvent(place: place, event: try columns.event(in: row, file: file, at: place))
        }
    }

    private struct Columns {
        private let positions: [String: Int]

        init(_ header: [String], file: String) throws(AuditImportError) {
            var positions: [String: Int] = [:]
            for (position, name) in header.enumerated() {
                guard positions.updateValue(position, forKey: name) == nil else {
                    throw AuditImportError(file: file, at: .line(1), reason: .column(name, isTwice: true))
                }
            }
            for name in [
                "ID", "Author ID", "Author Name", "Entity ID", "Entity Type", "Entity Path", "Target ID", "Target Type",
                "Target Details", "Action", "Created At (UTC)",
            ] where positions[name] == nil {
                throw AuditImportError(file: file, at: .line(1), reason: .column(name, isTwice: false))
            }
            self.positions = positions
        }

        func event(
            in row: CSVTable.Row, file: String, at place: AuditImportError.Place
        ) throws(AuditImportError) -> AuditEvent {
            func text(_ column: String) -> String? {
                guard let position = positions[column], !row.cells[position].isEmpty else { return nil }
                return row.cells[position].withoutFormulaGuard
            }
            func number(_ column: String) throws(AuditImportError) -> Int64? {
                guard let text = text(column) else { return nil }
                guard let number = AuditEventReader.number(text) else {
                    throw AuditImportError(file: file, at: place, reason: .member(column, expected: "a whole number"))
                }
                return number
            }
            func required(_ column: String) throws(AuditImportError) -> String {
                guard let text = text(column) else {
                    throw AuditImportError(file: file, at: place, reason: .member(column, expected: "a text"))
                }
                return text
            }
            // The header promises UTC; GitLab's documentation shows the time without a zone.
            let time = try required("Created At (UTC)")
            guard let createdAt = Instant(text: time) ?? Instant(text: time + " UTC") else {
                throw AuditImportError(
                    file: file, at: place, reason: .member("Created At (UTC)", expected: "a date and time"))
            }
            return AuditEvent(
                id: try required("ID"), createdAt: createdAt, name: nil, message: text("Action") ?? "",
                author: AuditAuthor(id: try number("Author ID"), name: text("Author Name"), kind: nil),
                entity: AuditEntity(
                    type: try required("Entity Type"), id: try number("Entity ID"), path: text("Entity Path")),
                target: AuditTarget(
                    type: text("Target Type"), id: text("Target ID"), details: text("Target Details")))
        }
    }
}

extension String {
    /// GitLab puts an apostrophe before what a spreadsheet would take for a formula (app/models/csv_builder).
    fileprivate var withoutFormulaGuard: String {
        guard hasPrefix("'"), let second = utf8.dropFirst().first, "=+-@;\t\r".utf8.contains(second) else {
            return self
        }
        return String(dropFirst())
    }
}
