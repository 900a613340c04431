import ReleaseModel

extension Exception {
    /// The release date lies further before the row was made than a form without a time of day explains.
    static func backDated(_ release: Release, by rules: RuleSet) -> Exception? {
        guard let releasedAt = release.releasedAt.value,
            releasedAt < release.createdAt.advanced(bySeconds: -rules.backDatingSeconds)
        else { return nil }
        return Exception(.backDated, .beforeCreation(seconds: release.createdAt.seconds - releasedAt.seconds))
    }
}
