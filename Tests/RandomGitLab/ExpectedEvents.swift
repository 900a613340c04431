import EventInference
import ReleaseModel

/// What must be found in a history, and nothing else, where GitLab answers in given ways.
///
/// Kept apart from the rules on purpose: it knows the project, and what the token was shown of it, and no documents.
package struct ExpectedEvents {
    /// By night, as `kind tag` or `kind title`, sorted.
    package private(set) var nights: [[String]] = []
    /// The last known of each row, whether or not it is there.
    private var rows: [Row] = []
    private var milestones: [Int64: Project.Milestone] = [:]
    private var lastAnswered: Instant?

    private struct Row {
        var release: Project.Release
        var isThere = true
        var showsMilestones: Bool
        var showsCommit: Bool
        let watchedFrom: Instant
    }

    package init(_ history: RandomHistory, answeredAs styles: [AnswerStyle]) {
        for (night, project) in history.nights.enumerated() {
            guard case .none = history.answers[night] else {
                nights.append(observe(project, night: night, styles[night]).sorted())
                lastAnswered = RandomHistory.capturedAt(night: night)
                continue
            }
            nights.append([])
        }
    }

    private mutating func observe(_ project: Project, night: Int, _ style: AnswerStyle) -> [String] {
        var found: [String] = []
        func add(_ kind: EventKind, _ subject: String, if happened: Bool = true) {
            if happened { found.append("\(kind.rawValue) \(subject)") }
        }
        for place in rows.indices where rows[place].isThere {
            rows[place].isThere = project.releases.contains { $0.isSame(as: rows[place].release) }
            add(.releaseDeleted, rows[place].release.tag, if: !rows[place].isThere)
        }
        for new in project.releases {
            guard let place = rows.firstIndex(where: { $0.release.isSame(as: new) }) else {
                let isOpening = lastAnswered == nil
                add(.releaseCreated, new.tag)
                add(.releaseEvidenceCollected, new.tag, if: !isOpening && !style.guest && !new.evidence.isEmpty)
                rows.append(
                    Row(
                        release: new, showsMilestones: !style.withoutMilestones, showsCommit: !style.guest,
                        watchedFrom: lastAnswered ?? RandomHistory.capturedAt(night: night)))
                continue
            }
            var row = rows[place]
            let old = row.release
            row.isThere = true
            row.release = new
            add(
                .releaseUpdated, new.tag,
                if: (old.name, old.notes, old.releasedAt) != (new.name, new.notes, new.releasedAt))
            add(
                .releaseLinksUpdated, new.tag,
                if: old.links.values.sorted() != new.links.values.sorted())
            if style.withoutMilestones {
                row.release.milestones = old.milestones
            } else {
                add(.releaseMilestonesUpdated, new.tag, if: row.showsMilestones && old.milestones != new.milestones)
                row.showsMilestones = true
            }
            if style.guest {
                row.release.commit = old.commit
                row.release.evidence = old.evidence
            } else {
                add(.releaseCommitChanged, new.tag, if: row.showsCommit && old.commit != new.commit)
                let fresh =
                    row.showsCommit
                    ? new.evidence.filter { !old.evidence.contains($0) } : new.evidence.filter { $0 > row.watchedFrom }
                add(.releaseEvidenceCollected, new.tag, if: !fresh.isEmpty)
                row.showsCommit = true
            }
            rows[place] = row
        }
        guard !style.withoutMilestones else { return found }
        for id in project.releases.reduce(into: Set<Int64>(), { $0.formUnion($1.milestones) }) {
            guard let now = project.milestones[id] else { continue }
            if let last = milestones[id] {
                add(
                    .milestoneUpdated, now.title,
                    if: (last.title, last.state, last.dueDate) != (now.title, now.state, now.dueDate))
            }
            milestones[id] = now
        }
        return found
    }
}

extension Project.Link: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.name, left.url, left.type, left.path ?? "") < (right.name, right.url, right.type, right.path ?? "")
    }
}
