package import Foundation
package import ReleaseModel

/// A snapshot that was read, split and found valid.
package struct ReadSnapshot: Sendable {
    package let record: SnapshotRecord
    /// In the order of the record's documents.
    package let documents: [ReadDocument]
}

/// One release document of a snapshot.
package struct ReadDocument: Sendable {
    package let digest: Digest
    package let tag: String
    package let createdAt: Instant
    /// The project that the document's links name.
    package let project: ProjectPath?
    /// The bytes as answered; nil where the document was known already.
    package let bytes: Data?
    let file: String
    let offset: Int
}

/// What is known of a document from before, so that it need not be decoded again.
package struct KnownDocument: Sendable {
    package let tag: String
    package let createdAt: Instant
    package let project: ProjectPath?

    package init(tag: String, createdAt: Instant, project: ProjectPath?) {
        self.tag = tag
        self.createdAt = createdAt
        self.project = project
    }
}
