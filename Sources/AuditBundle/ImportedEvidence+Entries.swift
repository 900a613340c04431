package import EventLedger
package import Foundation
package import ReleaseEvidence
package import ReleaseModel

extension ImportedEvidence {
    /// All release evidence that the entries of a log tell of.
    ///
    /// - Parameter content: Yields what an entry names by its digest.
    package static func all(
        of entries: [LogEntry], content: (Digest) throws -> Data
    ) throws -> [ImportedEvidence] {
        try entries.compactMap { entry in
            guard case .evidenceFile(let record) = entry else { return nil }
            return try ImportedEvidence(record, bytes: content(record.digest))
        }
    }
}
