package import Foundation
package import ReleaseModel

/// What every kind of archive can do; the contract that is kept with it is that of ``Archive``.
package protocol ArchiveStore: Sendable {
    /// Where this is: `s3://bucket`, or the path of a folder.
    var place: String { get }
    /// The address under which an S3 store is reached.
    var endpoint: String? { get }

    /// What the archive turned out not to know, and what was done without.
    var omissions: Set<ArchiveReceipt.Omission> { get }

    /// What lies under a key now; nil where nothing ever did.
    func find(_ key: ObjectKey) async throws -> StoredObject?

    /// What is said of one version.
    func find(_ key: ObjectKey, version: String?) async throws -> StoredObject?

    /// Stores under a key where nothing lies yet.
    ///
    /// Throws ``ArchiveFault/taken(_:)`` where something does; then nothing was changed.
    func create(_ content: Data, at key: ObjectKey, _ retention: Retention?) async throws -> StoredObject

    /// All bytes of an object, of just this version.
    func read(_ object: StoredObject) async throws -> Data

    /// Locks a version, or lengthens its lock.
    func hold(_ object: StoredObject, _ retention: Retention) async throws
}

extension ArchiveStore {
    package var endpoint: String? { nil }

    package var omissions: Set<ArchiveReceipt.Omission> { [] }

    package func find(_ key: ObjectKey) async throws -> StoredObject? { try await find(key, version: nil) }
}
