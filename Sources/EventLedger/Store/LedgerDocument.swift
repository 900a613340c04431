package import Foundation
package import ReleaseModel

/// A document as the ledger stores it.
package struct LedgerDocument: Sendable {
    package let digest: Digest
    package let identity: DocumentIdentity
    /// As GitLab answered it.
    package let bytes: Data

    package init(digest: Digest, identity: DocumentIdentity, bytes: Data) {
        self.digest = digest
        self.identity = identity
        self.bytes = bytes
    }
}

/// What an answer holds: its documents, and how its files are made of them.
package struct AnswerContent: Sendable {
    package let layout: AnswerLayout
    /// All documents that the layout names.
    package let documents: [LedgerDocument]

    package init(layout: AnswerLayout, documents: [LedgerDocument]) {
        self.layout = layout
        self.documents = documents
    }
}

/// An answer that is offered to the ledger: one snapshot, or one for each project of a group.
package struct OfferedAnswer {
    package let records: [SnapshotRecord]
    /// Of a group's answer: GitLab's numbers of all its projects; nil where nothing lists them.
    package let projectsOfGroup: [ProjectPath: Int64]?
    /// Yields the content; asked for only where the files are not those of the project's newest snapshot.
    package let content: () throws -> AnswerContent

    package init(
        records: [SnapshotRecord], projectsOfGroup: [ProjectPath: Int64]? = nil,
        content: @escaping () throws -> AnswerContent
    ) {
        self.records = records
        self.projectsOfGroup = projectsOfGroup
        self.content = content
    }
}

/// What became of a snapshot that was offered to the ledger.
package enum Appended: Sendable, Equatable {
    case stored(newDocuments: Int)
    /// The very same snapshot is there already; nothing was written.
    case alreadyThere
    /// A project that the group's list showed the last time and shows no more; a snapshot without releases was written.
    case absent(ProjectPath)
    /// The project of this path had another one before; the log says so.
    case renamed(ProjectRename)
    /// Another project is seen under the path of this one, whose history ends; the log says so.
    case pathReused(LedgerProject)
}
