import Foundation
import ReleaseModel

/// Keeps two nightly runs from working on one ledger at once; the kernel lets go of it when the process ends.
final class NightlyLock {
    private let descriptor: Int32

    /// Takes the lock; throws who holds it.
    init(of ledger: String, at now: Instant) throws {
        let path = Self.path(of: ledger)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .cannotCreateOutput, "\(path): the file cannot be made", hint: "check the folder of the ledger")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(descriptor) }
            throw Self.busy(path)
        }
        let text = "process \(getpid()), since \(now.iso8601)\n"
        // Who holds it is told as far as the disk allows; that it is held does not depend on it.
        if ftruncate(descriptor, 0) == 0 { _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) } }
    }

    deinit {
        close(descriptor)
    }

    /// Throws where a run holds the lock; writes nothing.
    static func mustBeFree(of ledger: String) throws {
        let path = path(of: ledger)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) != 0 { throw busy(path) }
    }

    private static func path(of ledger: String) -> String { "\(ledger).nightly" }

    private static func busy(_ path: String) -> Failure {
        let holder = FileManager.default.contents(atPath: path).map { String(decoding: $0.prefix(200), as: UTF8.self) }
        let text = holder?.trimmingCharacters(in: .whitespacesAndNewlines).withoutControls ?? ""
        return Failure(
            .busy, "another nightly run is at work\(text.isEmpty ? "" : ": \(text)")",
            hint: "try again when it has ended; the lock is \(path)")
    }
}
