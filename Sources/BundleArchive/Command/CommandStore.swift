import AuditBundle
import ExternalCommand
package import Foundation
import ReleaseModel

/// An archive of any other kind, reached by two commands: one that stores a file, and one that prints it.
///
/// The contract is the same: what the second command prints is looked at before storing, and compared afterwards. That the
/// first one writes nothing over is up to it, as with `rclone copyto --immutable`.
package struct CommandStore: ArchiveStore {
    package let place: String
    private let storing: CommandTemplate
    private let fetching: CommandTemplate
    private let secondsAllowed: Int
    private let bytesAllowed: Int

    /// - Parameter storing: A command line with `{file}` and `{key}`.
    /// - Parameter fetching: One with `{key}`, which prints the object, and fails where there is none.
    package init(
        place: String, storing: String, fetching: String, secondsAllowed: Int,
        bytesAllowed: Int = UnverifiedBundle.largest
    ) throws(ArchiveFault) {
        guard let store = CommandTemplate(commandLine: storing), store.mentions("file"), store.mentions("key") else {
            throw .command(.notUnderstood(storing))
        }
        guard let fetch = CommandTemplate(commandLine: fetching), fetch.mentions("key") else {
            throw .command(.notUnderstood(fetching))
        }
        self.place = place.hasSuffix("/") ? String(place.dropLast()) : place
        self.storing = store
        self.fetching = fetch
        self.secondsAllowed = secondsAllowed
        self.bytesAllowed = bytesAllowed
    }

    package func find(_ key: ObjectKey, version: String?) async throws -> StoredObject? {
        // A command that fails for another reason makes storing fail, or the comparison after it.
        try printed(key).map { StoredObject(key: key, byteCount: $0.count) }
    }

    package func create(_ content: Data, at key: ObjectKey, _ retention: Retention?) async throws -> StoredObject {
        if retention != nil { throw ArchiveFault.noLocks(place: place) }
        let outcome = try storing.run(
            ["file": content], texts: ["key": key.description], secondsAllowed: secondsAllowed)
        try mustSucceed(outcome, of: storing)
        return StoredObject(key: key, byteCount: content.count)
    }

    package func read(_ object: StoredObject) async throws -> Data {
        guard let content = try printed(object.key) else { throw ArchiveFault.gone(object.key) }
        return content
    }

    package func hold(_ object: StoredObject, _ retention: Retention) async throws {
        throw ArchiveFault.noLocks(place: place)
    }

    /// What the command prints; nil where it fails.
    func printed(_ key: ObjectKey) throws -> Data? {
        let outcome = try fetching.run(
            texts: ["key": key.description], secondsAllowed: secondsAllowed, bytesAllowed: bytesAllowed)
        if case .ended(let status, let output, _) = outcome { return status == 0 ? output : nil }
        try mustSucceed(outcome, of: fetching)
        return nil
    }

    private func mustSucceed(_ outcome: TimedCommand.Outcome, of command: CommandTemplate) throws(ArchiveFault) {
        switch outcome {
        case .ended(0, _, _): return
        case .ended(let status, _, let complaint):
            throw .command(.failed(command.program, status: status, complaint: complaint))
        case .timedOut: throw .command(.timedOut(command.program, seconds: secondsAllowed))
        case .notStarted: throw .command(.notStarted(command.program))
        case .printedTooMuch(let limit): throw .command(.printedTooMuch(command.program, limit: limit))
        }
    }
}
