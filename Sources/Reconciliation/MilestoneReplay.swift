import EventInference
import ReleaseModel

/// Replays what the audit log says of a release's milestones between two snapshots.
///
/// Each of GitLab's events gives the whole set afterwards, so that it can be told which of them changed anything: GitLab
/// fires one for every edit in the web form. Source: GitLab, app/services/releases/update_service.rb, where a set is
/// compared with an array.
struct MilestoneReplay {
    /// The places of the audit events that can have made the change: one, where it alone changed the set.
    let causes: [Int]
    /// Whether the last of them gives the set that is there afterwards; otherwise something else changed it, too.
    let isCertain: Bool

    /// - Parameter acts: In order of time; all are of the release and within the bounds.
    init(of acts: [(place: Int, act: LoggedAct)], for change: Event) {
        guard let before = change.titlesBefore, let after = change.titlesAfter else {
            causes = acts.map(\.place)
            isCertain = false
            return
        }
        // Those at the start that leave the set as it was changed nothing, nor did those at the end that repeat the last.
        var effective = Array(acts.drop { $0.act.says(before) && !$0.act.says(after) })
        isCertain = effective.last?.act.says(after) ?? false
        guard effective.contains(where: { $0.act.says(after) }) else {
            // None gives the set that is there afterwards: a milestone may have been renamed since.
            causes = effective.map(\.place)
            return
        }
        while effective.count > 1, effective[effective.count - 1].act.says(after),
            effective[effective.count - 2].act.says(after)
        {
            effective.removeLast()
        }
        causes = effective.map(\.place)
    }
}
