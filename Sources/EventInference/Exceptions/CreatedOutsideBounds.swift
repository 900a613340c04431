import ReleaseModel

extension Exception {
    /// GitLab states a time of creation outside the nights between which the release appeared.
    ///
    /// GitLab caches lists, so a release may appear a little later than it was made.
    static func createdOutsideBounds(_ release: Release, _ bounds: Bounds, by rules: RuleSet) -> Exception? {
        if let after = bounds.after, release.createdAt < after.advanced(bySeconds: -rules.listCacheSeconds) {
            return Exception(.createdOutsideBounds, .beforeBounds(seconds: after.seconds - release.createdAt.seconds))
        }
        if release.createdAt > bounds.by.advanced(bySeconds: rules.listCacheSeconds) {
            return Exception(
                .createdOutsideBounds, .afterBounds(seconds: release.createdAt.seconds - bounds.by.seconds))
        }
        return nil
    }
}
