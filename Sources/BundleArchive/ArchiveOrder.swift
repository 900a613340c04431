package import Foundation
package import ReleaseModel

/// That one bundle is to be kept in one place, under one key.
package struct ArchiveOrder: Sendable, Equatable {
    package let archive: ArchiveReceipt.Archive
    /// As ``ArchiveStore/place`` says it.
    package let place: String
    package let key: ObjectKey
    package let project: ProjectPath
    /// The log of the project.
    package let log: LogName
    package let bundle: String
    package let digest: Digest
    package let retention: Retention?

    package init(
        archive: ArchiveReceipt.Archive, place: String, key: ObjectKey, project: ProjectPath, log: LogName? = nil,
        bundle: String, digest: Digest, retention: Retention?
    ) {
        self.log = log ?? LogName(project)
        self.archive = archive
        self.place = place
        self.key = key
        self.project = project
        self.bundle = bundle
        self.digest = digest
        self.retention = retention
    }

    /// The order to keep a bundle under the key that follows from its name and project.
    package init(
        _ bundle: ArchivableBundle, in archive: ArchiveReceipt.Archive, place: String, prefix: String,
        _ retention: Retention?
    ) throws(ArchiveFault) {
        guard let key = ObjectKey(prefix: prefix, of: bundle.project, bundle: bundle.name) else {
            throw ArchiveFault.key("\(prefix)/\(bundle.project)/\(bundle.name).tar")
        }
        self.init(
            archive: archive, place: place, key: key, project: bundle.project, log: bundle.log,
            bundle: bundle.name, digest: bundle.digest, retention: retention)
    }

    package var location: String { "\(place)/\(key)" }

    /// Carries the order out; answers with the receipt for the ledger.
    ///
    /// - Parameter now: What the machine's clock says, for an archive that has none.
    package func carriedOut(
        _ content: Data, in archive: Archive, now: Instant
    ) async throws -> ArchiveReceipt {
        let kept = try await archive.keep(content, at: key, retention)
        let object = kept.object
        return ArchiveReceipt(
            project: project, bundle: bundle, digest: digest, byteCount: content.count, archive: self.archive,
            place: place,
            endpoint: archive.store.endpoint, key: key.description, version: object.versionID, etag: object.etag,
            checksum: object.checksum,
            lock: object.retention.map { ArchiveReceipt.Lock(mode: $0.mode.rawValue, until: $0.until) },
            outcome: kept.wasThere ? .found : .stored, at: object.answeredAt ?? now,
            clock: object.answeredAt == nil ? .machine : .server, without: archive.store.omissions)
    }
}
