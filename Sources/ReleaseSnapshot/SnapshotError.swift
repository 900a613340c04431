package import ReleaseModel

/// Why a snapshot is refused; nothing of it was stored.
package struct SnapshotError: Error, Equatable, Sendable {
    /// The file as it was named, or as it was found.
    package let file: String
    /// Bytes from the start of the file, where there is a place to point at.
    package let offset: Int?
    package let reason: Reason

    package enum Reason: Equatable, Sendable {
        case missingFile
        case unreadableFile
        case noSnapshots
        case notNamedByTime
        case fileTooLarge(limit: Int)
        case documentTooLarge(limit: Int)
        case scan(ScanError.Reason)
        case document(ReleaseDocumentError)
        case invalidSidecar(detail: String)
        case unknownProject
        case unknownCaptureTime
        case anotherProject(tag: String, named: ProjectPath, expected: ProjectPath)
        case severalProjects(ProjectPath, ProjectPath)
        case conflictingDocuments(tag: String, otherFile: String, otherOffset: Int)
        case missingPage(Int)
        case contradictedCompleteness(shown: Int, total: Int?)
    }

    init(_ file: String, at offset: Int? = nil, _ reason: Reason) {
        self.file = file
        self.offset = offset
        self.reason = reason
    }
}
