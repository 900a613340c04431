import EventInference
import ReleaseModel

// The words of the catalogue of exceptions: what a rule finds, why it matters, where to look.

extension ExceptionRule {
    /// What the rule finds.
    var what: String {
        switch self {
        case .deleted: "A release is gone."
        case .recreated: "A release was made anew under a tag that had one before."
        case .editedAfterRelease: "Name, notes, date or asset links were changed after the release date."
        case .milestoneRemovedAfterRelease: "A milestone was taken off the release after the release date."
        case .backDated: "The release date lies more than a day before GitLab made the entry."
        case .createdOutsideBounds:
            "GitLab states a time of creation that does not fit the snapshots between which the release appeared."
        case .commitChanged: "The same release points at another commit than before."
        case .linkRepointed: "An existing asset link leads to another address than before."
        case .linkToOtherHost:
            "An asset link leads to a host to which no link of the project's releases led before."
        case .noEvidence:
            "A release was made while it was watched, and two hours after its creation and its date GitLab shows no "
                + "evidence for it."
        case .lookAlikeTags: "The tag looks like that of another release of the project, but is another one."
        }
    }

    /// Why an auditor will want to know.
    var why: String {
        switch self {
        case .deleted: "What was delivered can no longer be seen in GitLab; its tag may still be there."
        case .recreated: "What the tag stands for may differ from what was delivered under it before."
        case .editedAfterRelease: "Users may have relied on the old content; GitLab keeps no earlier version of it."
        case .milestoneRemovedAfterRelease:
            "Milestones tie a release to what was planned and approved for it. Where GitLab deletes a milestone or moves "
                + "it to the group, the release loses it as well."
        case .backDated: "The date is the maker's claim; it may place a change in another period."
        case .createdOutsideBounds: "An import, a wrong clock or a changed answer can explain it."
        case .commitChanged: "Other source code stands behind the release than was approved under its name."
        case .linkRepointed: "Users of the link get something else than before, and GitLab logs no such change."
        case .linkToOtherHost: "What is downloaded there is outside of what was watched and approved so far."
        case .noEvidence:
            "GitLab collects evidence by itself when a release is made; it is the server's own record for auditors."
        case .lookAlikeTags: "A reader may take one for the other, in this report as well."
        }
    }

    /// Where to look next.
    var look: String {
        switch self {
        case .deleted:
            "The last known content, in the event; the tag in the repository; GitLab's audit events for who removed it."
        case .recreated: "Both commits; what was attached to the release before and after."
        case .editedAfterRelease: "The change line by line, in the event; GitLab's audit events for who made it."
        case .milestoneRemovedAfterRelease: "The milestone in the project and in its group; the approval it stood for."
        case .backDated: "The creation time stated by GitLab; the date of the tag and of the commit."
        case .createdOutsideBounds: "The two snapshots; the clocks of GitLab and of the job that keeps the snapshots."
        case .commitChanged: "Where the tag was moved, in the repository and its push events; both commits."
        case .linkRepointed: "Both addresses, in the event; a digest of what each delivers."
        case .linkToOtherHost: "Who runs the host; whether it is approved for deliveries."
        case .noEvidence:
            "Whether background jobs of GitLab ran that night; whether evidence was collected later, among the events."
        case .lookAlikeTags: "The code points of both tags; who made the later one, and what is attached to it."
        }
    }

    /// What the rule finds and why it matters.
    var meaning: String { "\(what) \(why)" }
}

extension Exception {
    /// What was found beyond that the rule fired; nil where the event says it all.
    var words: String? {
        switch finding {
        case .none: nil
        case .afterRelease(let time): "Made \(time.words) after the release date."
        case .beforeCreation(let seconds): "The date lies \(seconds.durationWords) before the creation."
        case .beforeBounds(let seconds): "Stated \(seconds.durationWords) before the earlier snapshot."
        case .afterBounds(let seconds): "Stated \(seconds.durationWords) after the later snapshot."
        case .predecessor(let createdAt, let commit):
            "The earlier release was made at \(createdAt.reportText)"
                + (commit.map { ", commit \($0)." } ?? "; its commit is not known.")
        case .repointed(let links):
            links.map { link in
                link.before.isSame(as: link.after)
                    ? "“\(link.link)” leads to another address at \(link.after)."
                    : "“\(link.link)” leads to \(link.after) instead of \(link.before)."
            }.joined(separator: " ")
        case .hosts(let hosts): "New: \(hosts.joined(separator: ", "))."
        case .due(let moment): "Due from \(moment.reportText) on."
        case .lookAlikes(let tag, let others):
            "“\(tag)” (\(tag.codePoints)) looks like "
                + others.map { "“\($0)” (\($0.codePoints))" }.joined(separator: ", ") + "."
        }
    }

    /// The same as named facts, for programs.
    var facts: [(name: String, value: String)] {
        switch finding {
        case .none: []
        case .afterRelease(let time):
            [("at-least-seconds", String(time.atLeast)), ("at-most-seconds", String(time.atMost))]
        case .beforeCreation(let seconds): [("before-creation-seconds", String(seconds))]
        case .beforeBounds(let seconds): [("before-bounds-seconds", String(seconds))]
        case .afterBounds(let seconds): [("after-bounds-seconds", String(seconds))]
        case .predecessor(let createdAt, let commit):
            [("earlier-created-at", createdAt.iso8601)] + (commit.map { [("earlier-commit", $0)] } ?? [])
        case .repointed(let links):
            links.flatMap { [("link", $0.link), ("host-before", $0.before), ("host-after", $0.after)] }
        case .hosts(let hosts): hosts.map { ("host", $0) }
        case .due(let moment): [("due", moment.iso8601)]
        case .lookAlikes(_, let others): others.map { ("looks-like", $0) }
        }
    }
}

extension ElapsedTime {
    var words: String {
        let (least, most) = (atLeast.durationWords, atMost.durationWords)
        return least == most ? least : "\(least) to \(most)"
    }
}

extension Int64 {
    /// A number of seconds in the two largest units that are not zero, rounded down: `2 days 3 hours`.
    var durationWords: String {
        let parts = [
            (self / 86_400, "day"), (self / 3_600 % 24, "hour"), (self / 60 % 60, "minute"), (self % 60, "second"),
        ]
        let largest = parts.firstIndex { $0.0 != 0 } ?? 3
        return parts[largest...].prefix(2).filter { $0.0 != 0 || largest == 3 }
            .map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: " ")
    }
}

extension String {
    /// The code points of the text, such as `U+0076 U+0031`.
    var codePoints: String {
        unicodeScalars.map { scalar in
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
        }.joined(separator: " ")
    }
}
