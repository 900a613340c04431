package import ReleaseModel

/// Something that was done, with the truth of when and by whom.
package struct Act: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case created
        /// Name, notes or date.
        case edited
        case milestonesSet
        case linksEdited
        /// In the web form, without changing anything.
        case savedUnchanged
        case evidenceCollected
        case commitMoved
        case deleted
        case milestoneEdited
        case milestoneDeleted
        /// To the group: the project's milestone is gone.
        case milestonePromoted
        /// The whole server is as it was on an earlier night.
        case backupRestored
        /// Renamed or transferred.
        case moved
        case featureTurnedOff
        case featureTurnedOn
        /// The project itself is gone, or out of the token's sight for good.
        case projectDeleted
        /// Moved away, and another project has its path now.
        case pathTakenOver
    }

    /// An account.
    package struct Actor: Hashable, Sendable {
        package let id: Int64
        package let name: String
        package let username: String
    }

    package let kind: Kind
    package let time: Instant
    /// Nil where no account of GitLab did it, as where its operator restores a backup.
    package let actor: Actor?
    /// The release after the act, or before its deletion; nil where the act is of none.
    package let release: Project.Release?
    /// The titles of that release's milestones after the act, in GitLab's order.
    package let titles: [String]
    /// Saved in the web form, which creates all links anew and sends the milestones whether or not they changed.
    package let isInWebForm: Bool
    /// The milestone that it is of.
    package let milestone: Int64?

    package var tag: String? { release?.tag }

    package static let actors = [
        Actor(id: 7, name: "Mara Lind", username: "mlind"), Actor(id: 8, name: "Jonas Weber", username: "jweber"),
        Actor(id: 9, name: "Ana Souza", username: "asouza"),
        Actor(id: 10, name: "Release Bot", username: "release-bot"),
    ]
}
