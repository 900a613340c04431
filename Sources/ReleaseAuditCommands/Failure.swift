import AuditBundle
import AuditLogImport
import BundleArchive
import DurableFiles
import EventLedger
import Foundation
import GitLabClient
import ReleaseEvidence
import ReleaseModel
import ReleaseSnapshot
import ReportRendering
import ReportSignature

/// Why a command ends without having done its work: what to say, and with which exit code.
struct Failure: Error {
    let status: ExitStatus
    let message: String
    let hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    static let usageHint = "see 'release-audit help' and the command's --help"

    /// A command line that cannot be understood, in the parser's words.
    ///
    /// The parser lists allowed values one a line, each after a dash; they become the hint.
    init(usage text: String) {
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let first = (lines.first ?? "the command line cannot be understood")
            .replacing(" Please provide one of the following:", with: "")
        let values = lines.filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }
        let message = first.prefix(1).lowercased() + first.dropFirst()
        self.init(
            .usage, message.hasSuffix(".") ? String(message.dropLast()) : message,
            hint: values.isEmpty ? Self.usageHint : values.joined(separator: ", "))
    }
}

extension Failure {
    init(_ error: LedgerError) {
        self.init(error.status, error.message, hint: error.hintOfFutureSnapshot ?? error.hint)
    }

    init(_ error: SnapshotError) {
        self.init(
            error.status, error.message,
            hint: [error.hint, "nothing of it was stored"].compactMap { $0 }.joined(separator: "; "))
    }

    /// All that an error tells of; of a configuration everything that is wrong with it.
    static func all(in error: any Error) -> [Failure] {
        (error as? ConfigurationFaults)?.failures ?? [Failure(error)]
    }

    /// Any error that a stage throws, in its own words.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as LedgerError: self.init(error)
        case let error as SnapshotError: self.init(error)
        case let error as AuditImportError: self.init(.badInput, error.message, hint: error.hint)
        case let error as EvidenceFileError: self.init(.badInput, error.message, hint: error.hint)
        case let finding as LedgerFinding: self.init(.difference, finding.message, hint: finding.hint)
        case let fault as BundleFault: self.init(fault)
        case let fault as BundleFolder.Fault: self.init(fault)
        case let fault as FileFault:
            self.init(.inputOutput, "\(fault.path): \(fault.reason.words)", hint: fault.reason.hint)
        case let fault as OwnBundle.Fault:
            self.init(
                .difference, "not a bundle of ours: \(fault.message)",
                hint: "find out who made it; name earlier keys of yours in signing.former_signers")
        case let fault as GitLabFault: self.init(fault.status, fault.message, hint: fault.hint)
        case let error as SignatureError: self.init(.permission, error.message, hint: error.hint)
        case let fault as ArchiveFault: self.init(fault)
        case let busy as Outbox.Busy: self.init(busy)
        case let error as TemplateError:
            self.init(.badInput, error.message, hint: error.hint)
        case let error as ReleaseDocumentError:
            self.init(
                .badInput, "a release document in the ledger cannot be read at \(error.pointer)",
                hint: "see what 'release-audit check' says")
        case let error as RenderingError where error.isAboutTemplates:
            self.init(.badInput, error.message, hint: "nothing was signed; mend the template, or use the built-in ones")
        case let error as RenderingError:
            self.init(.bug, error.message, hint: "please report this, with the ledger if you may share it")
        case let error as CocoaError where error.filePath != nil:
            self.init(
                .inputOutput,
                "\(error.filePath ?? ""): \(error.underlying?.localizedDescription ?? "the file cannot be used")",
                hint: "check the disk, and the folder for temporary files")
        default: self.init(.bug, "unexpected: \(error)", hint: "please report this, with the command line")
        }
    }
}

extension Failure {
    fileprivate init(_ fault: BundleFault) {
        switch fault {
        case .notCovered:
            self.init(
                .inputMissing, fault.message,
                hint: "give --log-key, or sign a newer one with 'release-audit log checkpoint --key log.key'")
        case .noSnapshot:
            self.init(.badInput, fault.message, hint: "list what there is with 'release-audit snapshots list'")
        default: self.init(.badInput, fault.message, hint: "check the ledger with 'release-audit check'")
        }
    }

    fileprivate init(_ fault: BundleFolder.Fault) {
        switch fault {
        case .exists(let path):
            self.init(
                .cannotCreateOutput, "\(path): there is a bundle already",
                hint: "a bundle is never written over; move it away, or give another --output")
        case .busy(let name):
            self.init(.busy, "\(name): another run is writing this bundle", hint: "try again when it is done")
        case .system(let path, let detail):
            self.init(
                .cannotCreateOutput, "\(path): the bundle cannot be written: \(detail)",
                hint: "check the disk and the folder's mode; no part of it was left")
        case .ofAnotherProject(let path):
            self.init(
                .cannotCreateOutput,
                "\(path): there is a bundle of another project under this name, or one that cannot be read",
                hint:
                    "an earlier version gave it the name; move it to another folder, and the missing one is made next time"
            )
        case .tooLong(let name):
            self.init(.bug, "\(name): a path is too long for the archive", hint: "please report this")
        }
    }
}

extension GitLabFault {
    fileprivate var status: ExitStatus {
        switch self {
        case .refused(let refused) where [401, 403].contains(refused.status): .permission
        case .refused(let refused) where refused.status == 404: .inputMissing
        case .notWritten, .exists: .cannotCreateOutput
        default: isUnavailability ? .unavailable : .badInput
        }
    }
}

extension SnapshotError {
    fileprivate var status: ExitStatus {
        switch reason {
        case .input(.missing), .input(.unreadable), .input(.notAFile): .inputMissing
        case .project(.unknown), .captureTimeUnknown: .usage
        default: .badInput
        }
    }
}

extension LedgerError {
    /// The way out of a ledger whose newest snapshot is dated in the future; nil for all other errors.
    ///
    /// Such a snapshot is refused today, but versions before rule set 3 stored it, and a log cannot be shortened.
    fileprivate var hintOfFutureSnapshot: String? {
        guard case .outOfOrder(_, _, let newest) = self,
            !FutureLimit(now: WallClock.latest).admits(newest.latest)
        else { return nil }
        return "an earlier version stored a snapshot dated in the future; remove its file, and store the other files "
            + "in a new ledger with 'release-audit ingest --new-ledger'; keep the old ledger for its checkpoints"
    }

    fileprivate var status: ExitStatus {
        switch self {
        case .missing: .inputMissing
        case .notALedger, .newerSchema, .olderSchema, .abandonedSchema, .outOfOrder, .conflicting, .entryTooLarge,
            .missingDocument, .missingAttachment, .otherContent, .damaged, .inconsistent:
            .badInput
        case .notWritable, .writableByOthers: .permission
        case .busy: .busy
        case .inputOutput: .inputOutput
        case .unknownProject: .inputMissing
        case .severalProjects: .usage
        case .otherServer, .formerPath, .notContinuable: .badInput
        }
    }
}
