import Foundation
import GRDB
import ReleaseModel

/// Checks that each document has the digest and the facts that are kept with it.
enum DocumentCheck {
    /// The documents by their rows, with the project that each of them names.
    static func run(in db: Database) throws -> [Int64: ProjectPath?] {
        var found: [Int64: ProjectPath?] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM document ORDER BY id")
        while let row = try rows.next() { found[row["id"]] = .some(try project(namedBy: row)) }
        return found
    }

    /// The same for some rows; throws at one that is not there.
    static func run(_ rows: some Sequence<Int64>, in db: Database) throws -> [Int64: ProjectPath?] {
        var found: [Int64: ProjectPath?] = [:]
        let statement = try db.makeStatement(sql: "SELECT * FROM document WHERE id = ?")
        for id in rows {
            guard let row = try Row.fetchOne(statement, arguments: [id]) else {
                throw LedgerFinding.document(row: id, .missing)
            }
            found[id] = .some(try project(namedBy: row))
        }
        return found
    }

    /// The project that a document names, once its bytes and what is kept of them are found right.
    private static func project(namedBy row: Row) throws -> ProjectPath? {
        let (id, bytes): (Int64, Data) = (row["id"], row["bytes"])
        guard Data(Digest(of: bytes).rawBytes) == row["digest"] as Data else {
            throw LedgerFinding.document(row: id, .otherBytes)
        }
        guard let identity = try? Release(decoding: bytes).identity else {
            throw LedgerFinding.document(row: id, .unreadable)
        }
        let isKept =
            identity.tag.isSame(as: row["tag"]) && identity.createdAt.iso8601 == row["created_at"] as String
            && identity.project?.description == row["named_project"] as String?
        guard isKept else { throw LedgerFinding.document(row: id, .otherFacts) }
        return identity.project
    }
}
