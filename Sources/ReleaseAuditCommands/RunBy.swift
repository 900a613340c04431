import Foundation
import ReleaseModel

/// Who or what runs the program, for the log.
enum RunBy {
    /// What `RELEASE_AUDIT_RUN_BY` says, such as `nightly job on audit-01`; nothing is guessed from user or host.
    static var stated: String? {
        ProcessInfo.processInfo.environment["RELEASE_AUDIT_RUN_BY"].flatMap { text in
            text.isEmpty ? nil : String(text.withoutControls.prefix(200))
        }
    }
}
