package import ReleaseModel

/// The first thing in a ledger that does not fit.
package enum LedgerFinding: Error, Sendable, Equatable {
    /// SQLite itself finds the file damaged, or its tables are not those of a ledger.
    case database(String)
    /// A document's bytes, or what is kept of them, are not what they were.
    case document(row: Int64, Fault)
    /// An attachment's bytes are not what they were.
    case attachment(row: Int64, Fault)
    /// How an answer is made of documents cannot be read.
    case layout(row: Int64, Fault)
    /// An entry of a log is missing, or is not what it was.
    case entry(project: String, number: Int, Fault)
    /// A file of a snapshot comes back other than it was stored.
    case page(ProjectPath, CaptureTime, name: String)
    /// The head that is kept of a log is not that of its entries.
    case head(project: String, size: Int, computedSize: Int)
    /// A checkpoint that was signed does not fit.
    case checkpoint(project: String, size: Int, Fault)
    /// A checkpoint is not signed by the key given.
    case signature(project: String, SignedNote.Fault)
    /// The log does not continue a checkpoint that was given from outside.
    case notContinued(origin: String, signedSize: Int, size: Int)
    /// Something that no entry of any log names.
    case unnamed(what: String, row: Int64)

    /// What is wrong with one of them.
    package enum Fault: String, Sendable, Equatable {
        case missing = "is missing"
        case otherBytes = "has other bytes than its digest says"
        case otherFacts = "is kept with facts that are not in it"
        case otherProject = "is of another project than those before it, and no entry says that it was renamed"
        case namesMissing = "names an attachment that is not there"
        case unreadable = "cannot be read"
        case outOfOrder = "is not later than the snapshot before it"
        case badSignature = "has a signature that is not that of its key"
        case otherRoot = "has another root than the entries it covers"
    }
}

extension LedgerFinding {
    /// What does not fit and where, in lower case and without a full stop.
    package var message: String {
        switch self {
        case .database(let detail): "the database does not fit: \(detail)"
        case .document(let row, let fault): "the release document in row \(row) \(fault.rawValue)"
        case .attachment(let row, let fault): "the attachment in row \(row) \(fault.rawValue)"
        case .layout(let row, let fault): "the layout of an answer in row \(row) \(fault.rawValue)"
        case .entry(let project, let number, let fault): "\(project): entry \(number) of the log \(fault.rawValue)"
        case .page(let project, let capturedAt, let name):
            "\(project): the file \(name) of the snapshot of \(capturedAt.iso8601) comes back other than it was stored"
        case .head(let project, let size, let computedSize):
            "\(project): the head kept of the log, of \(size) entries, is not that of its \(computedSize) entries"
        case .checkpoint(let project, let size, let fault):
            "\(project): the checkpoint signed at \(size) entries \(fault.rawValue)"
        case .signature(let project, .malformed): "\(project): the checkpoint is not one, or is one of another log"
        case .signature(let project, .notSigned(let key)): "\(project): the checkpoint is not signed by \(key)"
        case .signature(let project, .badSignature(let key)):
            "\(project): the checkpoint's signature is not that of \(key)"
        case .notContinued(let origin, let signedSize, let size):
            "\(origin): the log of \(size) entries does not continue the checkpoint of \(signedSize) entries"
        case .unnamed(let what, let row): "the \(what) in row \(row) is named by no entry of any log"
        }
    }

    /// What to do next.
    package var hint: String {
        switch self {
        case .signature: "check that the key is the one that was handed over, and that the checkpoint is whole"
        case .notContinued: "one of the two was not made from the log that the other was made from; keep both"
        default: "keep the file as it is for an examination, and work on with a backup that a check finds right"
        }
    }
}
