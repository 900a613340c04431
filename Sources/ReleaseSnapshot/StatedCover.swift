package import ReleaseModel

/// The stretch of time, both ends included, of which a sidecar says that its file holds all audit events.
package struct StatedCover: Sendable, Equatable {
    package let from: Instant
    package let to: Instant

    /// What the sidecar of a file says; nil where there is none, or it says nothing of it.
    package static func besides(_ path: String) throws(SnapshotError) -> StatedCover? {
        try Sidecar(of: path).covers
    }
}
