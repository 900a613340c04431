package import ReleaseModel

/// What an archive says about an object that lies in it.
package struct StoredObject: Sendable, Equatable {
    package let key: ObjectKey
    /// The version, where the archive keeps versions: a lock protects a version, not a key.
    package let versionID: String?
    package let etag: String?
    package let byteCount: Int?
    /// The SHA-256 that the archive computed itself, where it does so.
    package let checksum: Digest?
    package let retention: Retention?
    /// The archive's own clock when it answered, where it has one.
    package let answeredAt: Instant?

    package init(
        key: ObjectKey, versionID: String? = nil, etag: String? = nil, byteCount: Int? = nil, checksum: Digest? = nil,
        retention: Retention? = nil, answeredAt: Instant? = nil
    ) {
        self.key = key
        self.versionID = versionID
        self.etag = etag
        self.byteCount = byteCount
        self.checksum = checksum
        self.retention = retention
        self.answeredAt = answeredAt
    }
}
