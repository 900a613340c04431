import ReleaseDiff
import ReleaseModel

// What changed in the milestones that releases carry.
extension SnapshotStep {
    /// Compares each milestone shown by a new document with how it was last shown, and remembers all.
    mutating func compareMilestones() {
        let newest = newestMilestones()
        let carriers = newest.isEmpty ? [:] : carriersOfMilestones
        for (milestone, shownBy) in newest {
            guard let known = before.milestones[milestone.id], !isOutdated(milestone, by: known) else { continue }
            let changes = milestone.changes(since: known.milestone)
            guard !changes.isEmpty else { continue }
            events.append(
                .milestoneUpdated(
                    milestone, changes: changes, shownBy: shownBy, carriedBy: carriers[milestone.id] ?? [], in: self,
                    lastShown: lastShown(known, beside: shownBy)))
        }
        rememberMilestones()
    }

    /// The tags of the releases shown that carry each milestone, oldest first.
    private var carriersOfMilestones: [Int64: [String]] {
        var carriers: [Int64: [String]] = [:]
        for current in shown {
            for id in Set(current.release.milestones.map(\.id)) { carriers[id, default: []].append(current.tag) }
        }
        return carriers
    }

    /// Takes over how each milestone is shown now.
    mutating func rememberMilestones() {
        for current in shown {
            for milestone in current.release.milestones {
                let known = next.milestones[milestone.id]
                let isOutdated = current.isUnchanged || known.map { self.isOutdated(milestone, by: $0) } == true
                next.milestones[milestone.id] = KnownMilestone(
                    milestone: isOutdated
                        ? known?.milestone ?? milestone : milestone.carryingForward(from: known?.milestone),
                    shownBy: reference(to: current.document))
            }
        }
    }

    /// Whether a document shows a milestone as it was before it was last known, because GitLab's answer was cached.
    ///
    /// Longer ago than GitLab caches, it is the milestone itself that is as it was: a server was restored from a backup.
    private func isOutdated(_ milestone: Milestone, by known: KnownMilestone) -> Bool {
        guard let theirs = known.milestone.updatedAt, let mine = milestone.updatedAt, theirs > mine else {
            return false
        }
        return !rules.follows3 || theirs >= record.capturedAt.earliest.advanced(bySeconds: -rules.listCacheSeconds)
    }

    /// The milestones of documents that changed, by id; where two documents disagree, the one updated last.
    ///
    /// GitLab caches each release of a list for some minutes, so one night can show a milestone in two states.
    private func newestMilestones() -> [(Milestone, ShownRelease)] {
        var newest: [Int64: (Milestone, ShownRelease)] = [:]
        for current in shown where !current.isUnchanged {
            for milestone in current.release.milestones {
                if let other = newest[milestone.id]?.0.updatedAt, let mine = milestone.updatedAt, other >= mine {
                    continue
                }
                newest[milestone.id] = (milestone, current)
            }
        }
        return newest.values.sorted { $0.0.id < $1.0.id }
    }

    /// Where a milestone was last shown: by the same release if it carried it, so that both documents can be laid side by
    /// side; else in the earlier snapshot, if the document was still part of it.
    private func lastShown(_ known: KnownMilestone, beside current: ShownRelease) -> DocumentReference {
        if let carrier = before.releases[current.tag], carrier.isInView, carrier.lastShown[.milestones] == nil,
            carrier.release.milestones.contains(where: { $0.id == known.milestone.id }), let previous = before.previous
        {
            return before.reference(to: carrier.document, in: previous)
        }
        guard let document = known.shownBy.document, before.tagsByDocument[document] != nil,
            let previous = before.previous
        else { return known.shownBy }
        return before.reference(to: document, in: previous)
    }
}
