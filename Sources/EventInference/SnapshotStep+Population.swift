import ReleaseDiff
import ReleaseModel

// Which releases exist: the opening population, and what became of the known ones that are not shown.
extension SnapshotStep {
    /// Takes the first snapshot's releases as the opening population.
    mutating func openPopulation() {
        for current in shown {
            let lookAlike = lookAlikeTags(of: current.release)
            events.append(
                .releaseCreated(current, in: self, observation: .baseline, lastSeen: nil, lookAlike: lookAlike))
            remember(current, watchedFrom: reference(to: current.document))
        }
        rememberMilestones()
    }

    /// Decides of each known release that is not shown whether it is gone or only out of the window.
    mutating func judgeMissing() {
        let tags = ByText(shown.map { ($0.tag, ()) })
        let known = before.releases.all.sorted { Release.isOlder($0.release, $1.release) }
        let missing = known.filter { tags[$0.release.tag] == nil }
        guard !missing.isEmpty else { return }
        let list = next.previous?.list ?? []
        let part = VisiblePart(
            VisiblePart.Circumstances(
                window: record.window, isOfGroup: record.group != nil, earlierCount: before.previous?.list.count ?? 0,
                rules: rules),
            shown: list, kept: list.filter { before.releases[$0.tag]?.isInView == true }, missing: missing)
        let deleted = missing.filter { part.absence(of: $0) == .deleted }
        let believesDeletions = record.window.isComplete || !totalsForbid(deleted.count)
        var outOfWindow: [String] = []
        for gone in missing {
            guard let lastSeen = before.lastSeen(gone) else { continue }
            switch believesDeletions ? part.absence(of: gone) : .outOfWindow {
            case .deleted:
                delete(gone, lastSeen: lastSeen)
            case .outOfWindow:
                if gone.isInView { outOfWindow.append(gone.release.tag) }
                next.releases[gone.release.tag]?.sight = .outOfWindow(lastSeen: lastSeen)
            }
        }
        note(.outOfWindow, ifAny: outOfWindow)
    }

    /// Whether GitLab's count of all releases leaves no room for so many deletions.
    ///
    /// A release that was given an older date leaves the first page just as a deleted one does. Where the count fell by
    /// less than what was deleted and created explain, nobody can say which of them are gone.
    private func totalsForbid(_ deletions: Int) -> Bool {
        guard let earlier = before.previous, let totalBefore = earlier.window.total, let total = record.window.total
        else {
            return false
        }
        let created = shown.count { current in
            guard let known = before.releases[current.tag] else {
                return current.release.createdAt >= earlier.capturedAt.earliest || isSeenAgain(current)
            }
            // One incarnation in place of another leaves the count as it is.
            return !rules.follows3 && !known.isSameIncarnation(as: current.release)
                && current.release.createdAt >= earlier.capturedAt.earliest
        }
        return deletions > max(0, totalBefore + created - total)
    }

    /// Takes over what a release says that was not known.
    mutating func remember(_ current: ShownRelease, watchedFrom: DocumentReference?) {
        next.linkHosts.formUnion(current.release.linkHosts)
        let neverShown = rules.follows3 ? hiddenFacets(of: current, known: nil) : []
        next.releases[current.tag] = KnownRelease(
            release: current.release, watchedFrom: watchedFrom, document: current.document, neverShown: neverShown)
    }

    /// Takes over what a known release says, and keeps what it hides.
    mutating func remember(_ current: ShownRelease, known: KnownRelease, lastSeen: DocumentReference) {
        next.linkHosts.formUnion(current.release.linkHosts)
        let hidden = hiddenFacets(of: current, known: known)
        var lastShown = known.lastShown.filter { hidden.contains($0.key) }
        let neverShown = known.neverShown.intersection(hidden)
        for facet in hidden.subtracting(neverShown) where lastShown[facet] == nil { lastShown[facet] = lastSeen }
        next.releases[current.tag] = KnownRelease(
            release: self.known(of: current, after: known, hidden: hidden),
            watchedFrom: known.watchedFrom, document: current.document, lastShown: lastShown,
            neverShown: neverShown)
    }

    /// What is known of a release once a document is read: what that shows, and what was last shown of the rest.
    func known(of current: ShownRelease, after known: KnownRelease, hidden: Set<Release.Facet>) -> Release {
        let hidesPartsOfLinks = current.release.links.value?.contains { $0.type == nil || !$0.filePath.isShown } == true
        let pairing =
            hidesPartsOfLinks && rules.follows3
            ? LinkPairing(from: known.release, to: current.release, by: rules.linkIdentity) : nil
        return current.release.carryingForward(
            from: known.release, hidden: hidden, linksBefore: pairing?.predecessors)
    }

    /// What a document says nothing about, judged by all documents of its snapshot where it must be.
    func hiddenFacets(of current: ShownRelease, known: KnownRelease?) -> Set<Release.Facet> {
        // What an unchanged document hides was decided when it was read; its release carries the rest forward.
        var hidden =
            if current.isUnchanged, let known { known.neverShown.union(known.lastShown.keys) } else {
                current.release.hiddenFacets
            }
        hidden.remove(.milestones)
        if milestonesAreHidden { hidden.insert(.milestones) }
        if namesAreHidden { hidden.insert(.name) }
        return hidden
    }
}
