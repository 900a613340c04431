import EventInference
import ReleaseModel

// What kinds, rules, bases and notices mean, in one sentence each.

extension EventKind {
    /// The heading of the kind.
    var title: String {
        switch self {
        case .releaseCreated: "Release created"
        case .releaseUpdated: "Release updated"
        case .releaseMilestonesUpdated: "Milestones of a release changed"
        case .releaseLinksUpdated: "Asset links of a release changed"
        case .releaseEvidenceCollected: "Evidence collected"
        case .releaseCommitChanged: "Commit of a release changed"
        case .releaseDeleted: "Release deleted"
        case .milestoneUpdated: "Milestone updated"
        }
    }

    /// The rule by which the kind is inferred.
    var rule: String {
        switch self {
        case .releaseCreated:
            "A release is shown that was not shown before, with another moment of creation than any known under its tag. "
                + "Who and when are GitLab's own statements; the time is checked against the two snapshots."
        case .releaseUpdated: "Name, description or release date differ in meaning from how they were last shown."
        case .releaseMilestonesUpdated: "The set of milestone ids differs from how it was last shown."
        case .releaseLinksUpdated: "An asset link, told by its id, was added, removed, renamed, re-pointed or re-typed."
        case .releaseEvidenceCollected:
            "Evidence is listed that was not, other than what GitLab collects by itself within an hour of creation."
        case .releaseCommitChanged: "The commit id of one and the same release differs from how it was last shown."
        case .releaseDeleted:
            "A release is no longer shown in a complete list, or in a list that shows releases on both sides of its place."
        case .milestoneUpdated:
            "Title, state or dates of a milestone that releases carry differ from how they were last shown; told once, "
                + "however many releases carry it."
        }
    }
}

extension Observation {
    var meaning: String {
        switch self {
        case .baseline: "There when watching began; GitLab states when it was made and by whom, nobody watched."
        case .observed: "Happened between two snapshots."
        }
    }
}

extension Basis {
    var meaning: String {
        switch self {
        case .stated: "GitLab's own field says so."
        case .bounded: "It happened after the earlier snapshot and not later than the later one; no more is known."
        case .unknown: "Nothing says. GitLab's Releases API does not name who edits or deletes a release."
        }
    }
}

extension ReleaseField.Role {
    var meaning: String {
        switch self {
        case .identity: "names the release or a part of it; another value is another thing"
        case .compared: "compared; a difference is an event"
        case .milestone: "compared; a difference is an event of the milestone"
        case .author: "compared; a difference is a notice"
        case .clock: "not compared: flips by itself as time passes"
        case .counter: "not compared: counts things that live elsewhere"
        case .presentation: "not compared: follows GitLab's version, the reader's rights and the server's name"
        }
    }
}
