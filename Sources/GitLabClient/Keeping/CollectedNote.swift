package import ReleaseModel

/// What the reader of a night must know of a project or group although nothing failed.
package enum CollectedNote: Sendable, Equatable {
    /// GitLab shows the releases, but not the project itself; its number is not known then.
    case projectNotReadable(detail: String)
    /// GitLab writes the path in another way than the one that was asked for.
    case spelled(asked: String, path: String)
    /// The project has another path now; what was asked for by the old one lies under the new one.
    case moved(from: String, to: String)
    case deletionScheduled(day: String)
    /// Audit events are kept and cover no time: nothing proves that GitLab shows all of them to the token.
    case coversNothing
    /// What ``coversNothing`` says, where it was proved the last time.
    case rightLost
    /// Audit events were not answered as they should be, so that they cover no time.
    case auditEventsDoubtful(detail: String)
    /// GitLab hands evidence files of the project to browser sessions only.
    case evidenceForBrowsers(visibility: String)
    /// A group's projects have no numbers.
    case numbersNotReadable(detail: String)
    /// A project that is missing from its group's list.
    case absent(ProjectPath, Absence)
    /// The record of earlier nights cannot be read; what was told before may be told again.
    case memoryLost(path: String)
}

/// What became of a project that its group's list showed before and does not show now.
package enum Absence: Sendable, Equatable {
    /// Its own list is empty, or shows so many releases: the list is kept as a snapshot of its own.
    case answers(releases: Int)
    /// It has another path now.
    case moved(to: ProjectPath, releases: Int?)
    /// 403: its releases are switched off, or hidden from the token.
    case featureOff
    /// 404: it was deleted, or is hidden from the token.
    case gone
    /// Nothing is known: what kept it from being asked.
    case notKnown(detail: String)

    /// In one word, for programs.
    package var code: String {
        switch self {
        case .answers(0): "releases-deleted"
        case .answers: "not-in-group-list"
        case .moved: "moved"
        case .featureOff: "releases-off"
        case .gone: "gone"
        case .notKnown: "not-known"
        }
    }

    /// The HTTP status with which GitLab refused the project's own list; nil where it answered.
    package var status: Int? {
        switch self {
        case .answers, .moved, .notKnown: nil
        case .featureOff: 403
        case .gone: 404
        }
    }
}

extension CollectedNote {
    /// What is so, in one line.
    package var message: String {
        switch self {
        case .projectNotReadable(let detail):
            "GitLab does not show the project itself: \(detail); the snapshot has no project number"
        case .spelled(let asked, let path): "GitLab writes \(asked) as \(path); the files are stored below \(path)"
        case .moved(let from, let to): "\(from) is called \(to) now; the files are stored below \(to)"
        case .deletionScheduled(let day): "GitLab will delete the project on \(day)"
        case .coversNothing:
            "nothing proves that GitLab shows all audit events to this token; they name authors and cover no time"
        case .rightLost:
            "the token may no longer read all audit events: the right that it had the last time is gone"
        case .auditEventsDoubtful(let detail): "the audit events cover no time: \(detail)"
        case .evidenceForBrowsers(let visibility):
            "GitLab gives evidence files of a project that is \(visibility) to browser sessions only; none are collected"
        case .numbersNotReadable(let detail):
            "GitLab does not list the projects of the group: \(detail); the snapshot has no project numbers"
        case .absent(let project, let absence): "\(project): \(absence.words)"
        case .memoryLost(let path): "\(path) cannot be read and is begun anew"
        }
    }

    /// What to do next, where there is something.
    package var hint: String? {
        switch self {
        case .projectNotReadable: "give the token the scope read_api, and a role in the project"
        case .spelled(_, let path): "name it \(path)"
        case .moved(_, let to): "name it \(to)"
        case .deletionScheduled: "restore the project in GitLab if it is still needed"
        case .coversNothing, .rightLost: "give the token's user the role Maintainer, or a token of the project with it"
        case .auditEventsDoubtful:
            "export the audit events in GitLab, and import them with 'release-audit import --covers'"
        case .evidenceForBrowsers:
            "download the files in a browser, and import them with 'release-audit import --evidence'"
        case .numbersNotReadable: "give the token's user a role in the group"
        case .absent(_, let absence): absence.hint
        case .memoryLost: nil
        }
    }

    /// In one word, for programs.
    package var code: String {
        switch self {
        case .projectNotReadable: "project-not-readable"
        case .spelled: "spelled"
        case .moved: "moved"
        case .deletionScheduled: "deletion-scheduled"
        case .coversNothing: "covers-nothing"
        case .rightLost: "right-lost"
        case .auditEventsDoubtful: "audit-events-doubtful"
        case .evidenceForBrowsers: "evidence-for-browsers"
        case .numbersNotReadable: "numbers-not-readable"
        case .absent(_, let absence): absence.code
        case .memoryLost: "memory-lost"
        }
    }
}

extension CollectedNote {
    /// Names the fact, so that the same one is told once; another path or day is another fact.
    var fact: String {
        switch self {
        case .moved(_, let to), .spelled(_, let to): "\(code) \(to)"
        case .deletionScheduled(let day): "\(code) \(day)"
        case .absent(let project, let absence): "\(code) \(project) \(absence.place)"
        // The nights after the one that lost the right are not told again.
        case .rightLost: Self.coversNothing.fact
        case .projectNotReadable, .coversNothing, .auditEventsDoubtful, .evidenceForBrowsers, .numbersNotReadable,
            .memoryLost:
            code
        }
    }
}

extension Absence {
    fileprivate var place: String {
        if case .moved(let to, _) = self { to.description } else { "" }
    }

    fileprivate var words: String {
        let missing = "it is missing from the group's list"
        switch self {
        case .answers(0): return "\(missing), and its own list is empty: its releases were deleted"
        case .answers(let releases): return "\(missing), but its own list shows \(releases)"
        case .moved(let path, _): return "\(missing): it is called \(path) now"
        case .featureOff: return "\(missing), and GitLab refuses its own list (403): its releases are switched off"
        case .gone: return "\(missing), and GitLab does not show it (404): it was deleted, or is hidden from the token"
        case .notKnown(let detail): return "\(missing), and it could not be asked: \(detail)"
        }
    }

    fileprivate var hint: String? {
        switch self {
        case .answers, .moved: nil
        case .featureOff: "ask who switched them off; releases are not shown while they are"
        case .gone: "ask the group's owners; its history stays in the ledger"
        case .notKnown: "the next night asks again"
        }
    }
}
