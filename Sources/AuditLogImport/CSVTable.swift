import Foundation

/// A CSV file as GitLab exports it: comma, quotation mark, line feed (RFC 4180, also with CRLF).
///
/// Strict, so that no row can be read in two ways: rows of another width, stray quotation marks and bytes that are no
/// UTF-8 are refused with their line.
struct CSVTable {
    let header: [String]
    let rows: [Row]

    struct Row {
        /// The line on which the row starts, counted from 1.
        let line: Int
        let cells: [String]
    }

    struct Fault: Error {
        let line: Int
        let reason: AuditImportError.CSVFault
    }

    init(_ data: Data) throws(Fault) {
        guard !data.starts(with: [0xEF, 0xBB, 0xBF]) else { throw Fault(line: 1, reason: .byteOrderMark) }
        var reader = Reader(bytes: Array(data))
        header = try reader.row()?.cells ?? []
        var rows: [Row] = []
        while let row = try reader.row() {
            guard row.cells.count == header.count else {
                throw Fault(line: row.line, reason: .fieldCount(found: row.cells.count, expected: header.count))
            }
            rows.append(row)
        }
        self.rows = rows
    }

    private struct Reader {
        let bytes: [UInt8]
        var place = 0
        var line = 1

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func row() throws(Fault) -> Row? {
            guard place < bytes.count else { return nil }
            let start = line
            var cells: [String] = []
            while true {
                cells.append(try cell())
                guard place < bytes.count, bytes[place] == UInt8(ascii: ",") else { break }
                place += 1
            }
            try endOfLine()
            return Row(line: start, cells: cells)
        }

        private mutating func endOfLine() throws(Fault) {
            if place < bytes.count, bytes[place] == UInt8(ascii: "\r") { place += 1 }
            guard place < bytes.count else { return }
            guard bytes[place] == UInt8(ascii: "\n") else { throw Fault(line: line, reason: .strayQuote) }
            place += 1
            line += 1
        }

        private mutating func cell() throws(Fault) -> String {
            let start = line
            var content: [UInt8] = []
            if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
                place += 1
                while true {
                    guard place < bytes.count else { throw Fault(line: start, reason: .unclosedQuote) }
                    let byte = bytes[place]
                    place += 1
                    if byte == UInt8(ascii: "\"") {
                        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { break }
                        place += 1
                    }
                    if byte == UInt8(ascii: "\n") { line += 1 }
                    content.append(byte)
                }
            } else {
                while place < bytes.count, !",\r\n".utf8.contains(bytes[place]) {
                    guard bytes[place] != UInt8(ascii: "\"") else { throw Fault(line: line, reason: .strayQuote) }
                    content.append(bytes[place])
                    place += 1
                }
            }
            guard let text = String(validating: content, as: UTF8.self) else {
                throw Fault(line: start, reason: .notUTF8)
            }
            return text
        }
    }
}
