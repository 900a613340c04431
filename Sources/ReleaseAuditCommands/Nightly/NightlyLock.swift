import DurableFiles
import Foundation
import ReleaseModel

/// Keeps two nightly runs from working on one ledger at once; the kernel lets go of it when the process ends.
final class NightlyLock {
    private let lock: FileLock

    /// Takes the lock; throws who holds it.
    init(of ledger: String, at now: Instant) throws {
        let path = Self.path(of: ledger)
        do {
            lock = try FileLock(path)
        } catch {
            if error.reason == .busy { throw Self.busy(path) }
            throw Failure(
                .cannotCreateOutput, "\(path): the file cannot be made: \(error.reason.words)",
                hint: "check the folder of the ledger")
        }
        let text = "process \(ProcessInfo.processInfo.processIdentifier), since \(now.iso8601)\n"
        // Who holds it is told as far as the disk allows; that it is held does not depend on it.
        try? lock.file.truncate(atOffset: 0)
        try? lock.file.write(contentsOf: Data(text.utf8))
    }

    /// Throws where a run holds the lock; writes nothing.
    static func mustBeFree(of ledger: String) throws {
        let path = path(of: ledger)
        if FileLock.isHeld(path) { throw busy(path) }
    }

    private static func path(of ledger: String) -> String { "\(ledger).nightly" }

    private static func busy(_ path: String) -> Failure {
        let holder = (try? PlainFile.read(path, limit: 200)).map { String(decoding: $0, as: UTF8.self) }
        let text = holder?.trimmingCharacters(in: .whitespacesAndNewlines).withoutControls ?? ""
        return Failure(
            .busy, "another nightly run is at work\(text.isEmpty ? "" : ": \(text)")",
            hint: "try again when it has ended; the lock is \(path)")
    }
}
