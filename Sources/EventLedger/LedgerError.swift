package import ReleaseModel

/// Why the ledger could not be read or written.
package enum LedgerError: Error, Sendable {
    /// There is no ledger at the path.
    case missing(path: String)
    /// The file is there but is no ledger, or is damaged.
    case notALedger(path: String, detail: String)
    /// The ledger was written by a later version of the program.
    case newerSchema(path: String, found: Int, known: Int)
    /// The file or its folder cannot be written.
    case notWritable(path: String, detail: String)
    /// Others than its owner may change the file.
    case writableByOthers(path: String)
    /// Another process is writing and did not finish in time; its number where the system tells it.
    case busy(path: String, seconds: Int, holder: Int32?)
    /// Reading or writing failed.
    case inputOutput(path: String, detail: String)
    /// A snapshot was captured earlier than the newest one of its project, or at a moment that cannot be told from it.
    case outOfOrder(project: ProjectPath, capturedAt: CaptureTime, newest: CaptureTime)
    /// A snapshot of the same moment is there already, with other content.
    case conflicting(project: ProjectPath, capturedAt: CaptureTime, stored: Digest, offered: Digest)
    /// The ledger holds nothing on the project.
    case unknownProject(ProjectPath, known: [ProjectPath])
    /// A document that a snapshot names is not there.
    case missingDocument(Digest)
    /// Bytes that an entry names are not there.
    case missingAttachment(Digest)
    /// A document or an attachment has other bytes than its digest says: it was changed in the file.
    case otherContent(String, Digest)
    /// What the ledger holds does not fit together.
    case damaged(String)
    /// The ledger has an older format and was opened for reading alone.
    case olderSchema(path: String, found: Int, known: Int)
    /// The ledger has a format from before the first release of the program.
    case abandonedSchema(path: String, found: Int)
    /// A snapshot has so many files that its entry in the log would be too large.
    case entryTooLarge(project: ProjectPath, size: Int)
    /// The log does not continue a checkpoint that was signed; to sign it would be to sign two histories.
    case inconsistent(project: ProjectPath, signedSize: Int, size: Int)
}
