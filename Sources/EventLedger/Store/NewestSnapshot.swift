import Foundation
import GRDB
import ReleaseModel

/// What is stored of the newest snapshot of a project without reading its entry.
struct NewestSnapshot {
    let capturedAt: CaptureTime
    let digest: Digest
    let releaseCount: Int
    let layout: Int64

    static func fetch(projectID: Int64, in db: Database) throws -> NewestSnapshot? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT captured_at, digest, releases, layout_id FROM entry
                    WHERE project_id = ? AND layout_id IS NOT NULL ORDER BY number DESC LIMIT 1
                    """), arguments: [projectID])
        guard let row else { return nil }
        let digest: Data = row["digest"]
        guard let capturedAt = CaptureTime(text: row["captured_at"] as String),
            let digest = Digest(rawBytes: Array(digest))
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a snapshot's row cannot be read") }
        return NewestSnapshot(
            capturedAt: capturedAt, digest: digest, releaseCount: row["releases"], layout: row["layout_id"])
    }
}
