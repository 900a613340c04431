import ReleaseModel

extension Exception {
    /// A date has a year that nobody means: beyond 9999, or before 0000.
    ///
    /// PostgreSQL stores such years ("Date/Time Types"), and GitLab prints them.
    static func implausibleDate(_ release: Release, in step: SnapshotStep) -> Exception? {
        guard step.admits(.implausibleDate) else { return nil }
        let dates = [release.createdAt] + [release.releasedAt.value].compactMap { $0 }
        return dates.allSatisfy(\.hasPlausibleYear) ? nil : Exception(.implausibleDate)
    }
}
