import BundleArchive

extension Failure {
    init(_ fault: ArchiveFault) {
        self.init(fault.status, fault.message, hint: fault.hint)
    }

    init(_ busy: Outbox.Busy) {
        self.init(.busy, "\(busy.path): another run is at work in this outbox", hint: "try again when it is done")
    }
}

extension ArchiveFault {
    fileprivate var status: ExitStatus {
        switch self {
        case .taken, .otherContent, .hidden, .overtaken: .cannotCreateOutput
        case .gone, .readBack, .unavailable, .notUnderstood: .unavailable
        case .refused(let refusal): refusal.status == 401 || refusal.status == 403 ? .permission : .configuration
        case .notLocked, .clockSkew, .elsewhere, .regionUnknown, .region, .endpoint: .configuration
        case .noLocks, .key, .place: .usage
        case .notABundle, .outbox, .tooLarge: .badInput
        case .notOfLedger: .difference
        case .system: .inputOutput
        case .credentials: .permission
        case .command(.notUnderstood): .usage
        case .command: .unavailable
        }
    }
}
