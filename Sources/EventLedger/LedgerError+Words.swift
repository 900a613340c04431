import ReleaseModel

extension LedgerError {
    /// What went wrong and where, in lower case and without a full stop.
    package var message: String {
        switch self {
        case .missing(let path): "\(path): there is no ledger here"
        case .notALedger(let path, let detail): "\(path): this is no ledger: \(detail)"
        case .newerSchema(let path, let found, let known):
            "\(path): the ledger has format \(found), this program knows formats up to \(known)"
        case .notWritable(let path, let detail): "\(path): the ledger cannot be opened or written: \(detail)"
        case .writableByOthers(let path): "\(path): others than its owner may write to the ledger"
        case .busy(let path, let seconds, let holder):
            "\(path): \(holder.map { "process \($0)" } ?? "another process") is writing to the ledger "
                + "and did not finish within \(seconds) seconds"
        case .inputOutput(let path, let detail): "\(path): reading or writing the ledger failed: \(detail)"
        case .outOfOrder(let project, let capturedAt, let newest):
            "\(project): the snapshot of \(capturedAt.iso8601) is not later than the newest one, of \(newest.iso8601)"
        case .conflicting(let project, let capturedAt, let stored, let offered):
            "\(project): another snapshot of \(capturedAt.iso8601) is stored already; "
                + "stored \(stored.labelled), offered \(offered.labelled)"
        case .unknownProject(let project, _): "\(project): the ledger holds no snapshot of this project"
        case .damaged(let detail): "the ledger is damaged: \(detail)"
        case .abandonedSchema(let path, let found):
            "\(path): the ledger has format \(found), from before the first release of this program"
        case .olderSchema(let path, let found, let known):
            "\(path): the ledger has format \(found), this program reads format \(known)"
        case .entryTooLarge(let project, let size):
            "\(project): the snapshot has so many files that its entry in the log would take \(size) bytes; "
                + "\(LogEntry.largest) is the most"
        case .inconsistent(let project, let signedSize, let size):
            "\(project): the log of \(size) entries does not continue the checkpoint of \(signedSize) "
                + "entries that was signed before"
        case .missingDocument(let digest): "the ledger names the document \(digest.labelled) but does not hold it"
        case .otherContent(let what, let digest):
            "the ledger was altered: the \(what) \(digest.labelled) has other bytes than its digest says"
        case .missingAttachment(let digest):
            "the ledger names the attachment \(digest.labelled) but does not hold it"
        }
    }

    /// What to do next; nil where nothing but trying again is left.
    package var hint: String? {
        switch self {
        case .missing: "store a first snapshot with 'release-audit ingest', or name the ledger with --ledger"
        case .notALedger: "name the right file with --ledger; nothing was changed"
        case .newerSchema: "use the version of release-audit that wrote it, or a later one; nothing was changed"
        case .notWritable: "check the owner and mode of the file and of its folder; nothing was changed"
        case .writableByOthers(let path):
            "run 'chmod go-w \(path)', and 'release-audit check' against a checkpoint that somebody else keeps"
        case .busy: "try again when the other process has ended; nothing was changed"
        case .inputOutput: "check the disk; the ledger is as it was before this snapshot"
        case .outOfOrder:
            "snapshots of a project are stored in the order in which they were taken; nothing was changed"
        case .conflicting:
            "find out which of the two is what GitLab answered; the stored one stays, nothing was changed"
        case .unknownProject(_, let known):
            known.isEmpty
                ? "the ledger is empty" : "it holds: \(known.prefix(10).map(\.description).joined(separator: ", "))"
        case .missingDocument, .missingAttachment, .otherContent, .damaged:
            "see what 'release-audit check' says, and restore the ledger from a backup"
        case .abandonedSchema: "store the snapshots again in a new ledger; nothing was changed"
        case .inconsistent:
            "nothing was signed; find out who changed the ledger, or restore it from a backup made after that checkpoint"
        case .olderSchema: "the next 'release-audit ingest' brings it forward; keep a copy of the file first"
        case .entryTooLarge: "ask GitLab for 100 releases a page (per_page=100); nothing was changed"
        }
    }
}
