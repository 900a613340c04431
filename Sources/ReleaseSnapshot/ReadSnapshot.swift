package import Foundation
package import ReleaseModel

/// What reading an answer yields.
package enum ReadAnswer: Sendable {
    /// One snapshot, or one for each project of a group, how the files are made of their documents, and what of each file
    /// helps to read the next one.
    case split([ReadSnapshot], AnswerLayout, [KnownPage?])
    /// The files are byte for byte those of the project's newest snapshot; they were not split again.
    case unchanged(SnapshotRecord)

    /// What is known of each snapshot.
    package var records: [SnapshotRecord] {
        switch self {
        case .split(let snapshots, _, _): snapshots.map { $0.record }
        case .unchanged(let record): [record]
        }
    }

    /// How many bytes of files are held in memory.
    package var heldBytes: Int {
        switch self {
        case .split(let snapshots, _, _): snapshots.first?.record.pages.reduce(0) { $0 + $1.byteCount } ?? 0
        case .unchanged: 0
        }
    }
}

/// One snapshot of one project, validated and split into its documents.
package struct ReadSnapshot: Sendable {
    package let record: SnapshotRecord
    /// The documents in the order of the answer, each once.
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
    package let identity: DocumentIdentity
}
