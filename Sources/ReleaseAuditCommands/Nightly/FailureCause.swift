import BundleArchive
import EventLedger
import GitLabClient
import ReleaseModel
import ReleaseSnapshot

/// Why something failed, as far as the log says it.
struct FailureCause: Sendable {
    let cause: RunFailure.Cause
    /// The HTTP status of a refusal.
    let status: Int?

    init(_ cause: RunFailure.Cause, status: Int? = nil) {
        self.cause = cause
        self.status = status
    }

    init(of error: any Error) {
        switch error {
        case let fault as GitLabFault: self.init(fault)
        case let fault as ArchiveFault: self.init(fault)
        case let error as SnapshotError: self.init(error.mayPass ? .machine : .notUsable)
        case let error as LedgerError: self.init(error.isAboutContent ? .notUsable : .machine)
        default: self.init(.machine)
        }
    }

    private init(_ fault: GitLabFault) {
        switch fault {
        case .refused(let refused): self.init(.refused, status: refused.status)
        case .askedToWait: self.init(.refused, status: 429)
        case .transport: self.init(.unreachable)
        case .unsettled: self.init(.unsettled)
        case .elsewhere, .contentType, .noDate, .paging, .list, .notJSON, .repeatsToken, .future, .endless:
            self.init(.notUsable)
        case .notWritten, .exists, .stopped: self.init(.machine)
        }
    }

    private init(_ fault: ArchiveFault) {
        switch fault {
        case .refused(let refusal): self.init(.refused, status: refusal.status)
        case .unavailable, .command: self.init(.unreachable)
        case .gone: self.init(.missing)
        case .taken, .otherContent, .hidden, .readBack, .overtaken, .notLocked, .noLocks, .elsewhere, .notUnderstood,
            .tooLarge:
            self.init(.notUsable)
        case .clockSkew, .key, .place, .notABundle, .notOfLedger, .system, .credentials, .regionUnknown, .region,
            .endpoint,
            .outbox:
            self.init(.machine)
        }
    }
}
