package import Foundation
import GRDB
package import ReleaseModel

extension Ledger {
    /// All projects, in order of their paths.
    package func projects() throws(LedgerError) -> [ProjectPath] {
        try reading { db in
            try String.fetchAll(db, sql: "SELECT path FROM project ORDER BY path").compactMap { ProjectPath($0) }
        }
    }

    /// What the ledger holds of a document; nil where it does not hold it.
    package func identity(of digest: Digest) throws(LedgerError) -> DocumentIdentity? {
        try reading { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT tag, created_at, named_project FROM document WHERE digest = ?"),
                arguments: [Data(digest.rawBytes)])
            guard let row, let createdAt = Instant(text: row["created_at"] as String) else { return nil }
            let project: String? = row["named_project"]
            return DocumentIdentity(
                tag: row["tag"], createdAt: createdAt, project: project.flatMap { ProjectPath($0) })
        }
    }

    /// The bytes of a document as GitLab answered them.
    package func bytes(of digest: Digest) throws(LedgerError) -> Data {
        try reading { db in try Self.bytes(of: digest, in: db) }
    }

    static func bytes(of digest: Digest, in db: Database) throws -> Data {
        let bytes = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT bytes FROM document WHERE digest = ?"),
            arguments: [Data(digest.rawBytes)])
        guard let bytes else { throw LedgerError.missingDocument(digest) }
        return bytes
    }

    /// The newest snapshot's digest and what its files hold beside documents; nil where there is none.
    package func newestAnswer(
        of project: ProjectPath
    ) throws(LedgerError) -> (digest: Digest, pages: [PageOutline], releaseCount: Int)? {
        try reading { db in
            guard let id = try Self.projectID(of: project, in: db),
                let newest = try NewestSnapshot.fetch(projectID: id, in: db)
            else { return nil }
            let layout = try StoredLayout.fetch(newest.layout, in: db)
            return (newest.digest, layout.pages.map(\.outline), newest.releaseCount)
        }
    }

    static func projectID(of project: ProjectPath, in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM project WHERE path = ?"), arguments: [project.description])
    }
}
