import AuditLogImport
package import EventLedger
package import Foundation
package import ReleaseModel

extension AuditLog {
    /// All that the entries of a log tell of GitLab's audit log.
    ///
    /// - Parameter content: Yields what an entry names by its digest.
    package init(of entries: [LogEntry], content: (Digest) throws -> Data) throws {
        self.init(
            try entries.compactMap { entry in
                guard case .auditImport(let record) = entry else { return nil }
                return try AuditImport(record, content: content(record.content))
            })
    }
}
