import ReleaseModel

extension Exception {
    /// A release was made under a tag whose earlier release is gone.
    static func recreated(_ release: Release, in step: SnapshotStep) -> Exception? {
        guard let earlier = step.next.deleted[release.tag]?.last?.known.release else { return nil }
        return Exception(
            .recreated, .predecessor(createdAt: earlier.createdAt, commit: earlier.commit.value?.id))
    }
}
