package import ReleaseModel

/// The rules by which events are inferred; a change of what any rule yields is a new version.
package enum RuleSet {
    /// The version named in every report.
    package static let version = 1

    /// How much time may pass between two snapshots before a day without one counts as a missed night, in seconds.
    static let lateRunSeconds: Int64 = 36 * 3_600

    /// Whether no night was missed between two snapshots, whatever the calendar says.
    package static func isNextRun(_ later: CaptureTime, after earlier: CaptureTime) -> Bool {
        earlier.latest.advanced(bySeconds: lateRunSeconds) >= later.earliest
    }

    /// How much later than the real moment a list can still look as before, in seconds.
    ///
    /// GitLab caches the list of releases for five minutes per reader (lib/api/releases.rb, `expires_in: 5.minutes`),
    /// so a release made shortly before a snapshot may be missing from it.
    static let listCacheSeconds: Int64 = 300

    /// Up to how long after a release was made GitLab collects its evidence by itself, in seconds.
    ///
    /// Mostly within two seconds; the hourly worker (app/workers/releases/manage_evidence_worker.rb) takes up to an hour.
    static let automaticEvidenceSeconds: Int64 = 3_600

    /// How long before the row was made a release date may lie without being called back-dated, in seconds.
    ///
    /// GitLab's form offers a date without a time, so anything within a day is normal.
    static let backDatingSeconds: Int64 = 86_400
}
