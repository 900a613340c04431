import EventInference
import ReleaseModel

extension Notice {
    /// The notice in one or two sentences.
    var words: String {
        switch kind {
        case .gap:
            "No snapshot from \(detail(0)) to \(detail(1)) (\(nights)). What was done and undone in that time left no trace."
        case .incompleteSnapshot:
            "From this snapshot on the list may be cut off (\(detail(1)) releases, \(windowWords)). Releases beyond its "
                + "end are not seen."
        case .outOfWindow: "No longer in the part of the list that is shown, not taken for deleted: \(tagList)."
        case .seenAgain: "Back in the part of the list that is shown: \(tagList)."
        case .firstSeen: "In sight for the first time, but made before the earlier snapshot: \(tagList)."
        case .deletionContradicted: "Reported as deleted earlier, there again unchanged: \(tagList)."
        case .visibilityChanged:
            "Fields came (+) or went (-) in every release at once, by an upgrade of GitLab or another reader's rights; "
                + "not taken for edits: \(details.joined(separator: ", "))."
        case .milestonesHidden:
            "No release shows milestones any more: all were removed in one night, or the reader may no longer see them. "
                + "Not taken for edits: \(tagList)."
        case .unknownFieldChanged: "A field this program does not know, \(detail(0)), changed in: \(tagList)."
        case .authorChanged: "GitLab names another author, or none any more: \(tagList)."
        case .commitMissing: "GitLab no longer finds the commit: \(tagList)."
        case .evidenceRemoved: "Evidence that was listed is gone: \(tagList)."
        case .gitlabVersionChanged: "GitLab's version changed from \(detail(0)) to \(detail(1))."
        }
    }

    private var tagList: String { tags.joined(separator: ", ") }

    private var nights: String {
        (Int64(detail(2)) ?? 0).words(Cadence(text: detail(3)) ?? .nightly)
    }

    private func detail(_ index: Int) -> String {
        index < details.count ? details[index] : ""
    }

    private var windowWords: String { ListWindow.End(rawValue: detail(0))?.words ?? detail(0) }
}

extension ListWindow {
    /// Whether the list is complete, and how that is known.
    var words: String {
        (isComplete
            ? (end == .oddCount ? "taken to be complete: " : "complete: ")
            : startsAtFirstPage ? "" : "not the first page; ")
            + end.words
    }
}

extension ListWindow.End {
    var words: String {
        switch self {
        case .statedComplete: "said by the operator"
        case .totalReached: "GitLab's X-Total is reached"
        case .lastPage: "GitLab names no next page"
        case .pageNotFull: "the last page is not full"
        case .oddCount: "so many releases fill no page of a usual size"
        case .shifted: "releases changed places while the pages were read, one may be missing"
        case .unknown: "it may be a full page; nothing tells whether there are more"
        case .cutOff: "cut off; GitLab counts more"
        }
    }
}
