/// What an archive is on record to have of a bundle, after it was read back from there.
package struct ArchiveReceipt: Sendable, Equatable {
    /// What the archive is made of.
    package enum Archive: String, Sendable, CaseIterable {
        case directory
        case s3
        /// Another one, reached by commands of the user's.
        case command
    }

    package enum Outcome: String, Sendable, CaseIterable {
        /// This run stored it.
        case stored
        /// It lay there already, with the same content.
        case found
    }

    /// Whose clock says when.
    package enum Clock: String, Sendable, CaseIterable {
        case server
        /// That of the machine the program runs on; nobody vouches for it.
        case machine
    }

    /// What a server did not know, and what was done without.
    package enum Omission: String, Sendable, CaseIterable {
        /// To hold the content against its SHA-256 itself, and to keep that.
        case checksum
        /// To store only where nothing lies; it was looked before and after instead.
        case condition = "if-none-match"
        /// To list versions that are not shown.
        case versionList = "list-versions"
    }

    /// For how long nobody, or nearly nobody, can remove it; the modes are those of S3 Object Lock.
    package struct Lock: Sendable, Hashable {
        package let mode: String
        package let until: Instant

        package init(mode: String, until: Instant) {
            self.mode = mode
            self.until = until
        }
    }

    package private(set) var project: ProjectPath
    /// The name of the bundle's folder.
    package let bundle: String
    package let digest: Digest
    package let byteCount: Int
    package let archive: Archive
    /// `s3://bucket`, or the folder as it was given.
    package let place: String
    /// The address of the server.
    package let endpoint: String?
    package let key: String
    package let version: String?
    package let etag: String?
    /// What the server computed itself, where it does so.
    package let checksum: Digest?
    package let lock: Lock?
    package let outcome: Outcome
    package let at: Instant
    package let clock: Clock
    package let without: Set<Omission>

    package init(
        project: ProjectPath, bundle: String, digest: Digest, byteCount: Int, archive: Archive, place: String,
        endpoint: String?, key: String, version: String?, etag: String?, checksum: Digest?, lock: Lock?,
        outcome: Outcome, at: Instant, clock: Clock, without: Set<Omission>
    ) {
        self.without = without
        self.project = project
        self.bundle = bundle
        self.digest = digest
        self.byteCount = byteCount
        self.archive = archive
        self.place = place
        self.endpoint = endpoint
        self.key = key
        self.version = version
        self.etag = etag
        self.checksum = checksum
        self.lock = lock
        self.outcome = outcome
        self.at = at
        self.clock = clock
    }

    /// Where the object lies, in one line.
    package var location: String { "\(place)/\(key)" }

    /// The same, as one of a project that has this path now.
    package func told(of project: ProjectPath) -> ArchiveReceipt {
        var receipt = self
        receipt.project = project
        return receipt
    }

    /// Whether the other says the same of the same object, whenever it was asked; both are of one log.
    package func saysNoMore(than other: ArchiveReceipt) -> Bool {
        digest == other.digest && place == other.place && endpoint == other.endpoint
            && key == other.key && version == other.version && lock == other.lock
    }
}
