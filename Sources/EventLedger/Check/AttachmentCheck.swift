import Foundation
import GRDB
import ReleaseModel

/// Checks that each attachment has the digest that is kept with it.
struct AttachmentCheck {
    private var rows: [Digest: Int64] = [:]

    /// Computes the digest of every attachment; throws at the first that has another.
    init(of db: Database) throws {
        let found = try Row.fetchCursor(db, sql: "SELECT * FROM attachment ORDER BY id")
        while let row = try found.next() { try check(row) }
    }

    /// Computes the digests of those that are named; what is not there is found where it is named.
    init(of named: some Sequence<Digest>, in db: Database) throws {
        let statement = try db.makeStatement(sql: "SELECT * FROM attachment WHERE digest = ?")
        for digest in named {
            if let row = try Row.fetchOne(statement, arguments: [Data(digest.rawBytes)]) { try check(row) }
        }
    }

    private mutating func check(_ row: Row) throws {
        let (id, bytes): (Int64, Data) = (row["id"], row["bytes"])
        let digest = Digest(of: bytes)
        guard Data(digest.rawBytes) == row["digest"] as Data else {
            throw LedgerFinding.attachment(row: id, .otherBytes)
        }
        rows[digest] = id
    }

    var count: Int { rows.count }

    func holds(_ digest: Digest) -> Bool { rows[digest] != nil }

    func mustAllBeNamed(by named: Set<Digest>) throws {
        let unnamed = rows.filter { !named.contains($0.key) }.values.min()
        if let unnamed { throw LedgerFinding.unnamed(what: "attachment", row: unnamed) }
    }
}
