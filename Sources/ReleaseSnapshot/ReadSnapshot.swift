package import Foundation
package import ReleaseModel

/// One snapshot of one project, validated and split into its documents.
package struct ReadSnapshot: Sendable {
    package let record: SnapshotRecord
    /// The documents in the order of ``record``.
    package let documents: [ReadDocument]
}

/// One release document as it stands in a file.
package struct ReadDocument: Sendable {
    package let digest: Digest
    /// The bytes, a slice of the whole file: its indices do not start at zero.
    package let bytes: Data
    /// The path of the file as it was given.
    package let file: String
    /// Where in the file the document starts.
    package let offset: Int
    /// Tag, creation and project, read from the document or remembered.
    package let identity: KnownDocument
}
