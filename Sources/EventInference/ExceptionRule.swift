/// Something an auditor will want to look at, found by a fixed rule.
///
/// The raw values are stable ids and part of the events contract. A rule gives no score.
package enum ExceptionRule: String, Sendable, CaseIterable {
    /// The release is gone.
    case deleted = "deleted"
    /// A release was made under a tag whose earlier release is gone.
    case recreated = "recreated"
    /// Name, notes, date or links were changed after the release date.
    case editedAfterRelease = "edited-after-release"
    /// The release date lies more than a day before the row was made.
    case backDated = "back-dated"
    /// GitLab states a time of creation outside the nights between which the release appeared.
    case createdOutsideBounds = "created-outside-bounds"
    /// The commit of an existing release is another one.
    case commitChanged = "commit-changed"
}
