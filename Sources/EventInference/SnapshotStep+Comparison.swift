import ReleaseDiff
import ReleaseModel

// What changed in the releases that are shown.
extension SnapshotStep {
    /// Compares each shown release with what is known of it.
    mutating func compareShown() {
        var found = FoundReleases()
        for current in shown { compare(current, &found) }
        note(.seenAgain, ifAny: found.seenAgain)
        note(.firstSeen, ifAny: found.firstSeen)
        note(.deletionContradicted, ifAny: found.contradicted)
        note(.authorChanged, ifAny: found.authorChanged)
        note(.commitMissing, ifAny: found.commitMissing)
        note(.evidenceRemoved, ifAny: found.evidenceRemoved)
    }

    /// The tags for the notices of one step.
    struct FoundReleases {
        var seenAgain: [String] = []
        var firstSeen: [String] = []
        var contradicted: [String] = []
        var authorChanged: [String] = []
        var commitMissing: [String] = []
        var evidenceRemoved: [String] = []
    }

    private mutating func compare(_ current: ShownRelease, _ found: inout FoundReleases) {
        let known = before.releases[current.tag]
        let lastSeen = known.flatMap { before.lastSeen($0) }
        if let known, let lastSeen, known.isSameIncarnation(as: current.release) {
            if !known.isInView { found.seenAgain.append(current.tag) }
            compare(current, with: known, lastSeen: lastSeen, &found)
        } else if let deleted = deletedRelease(shownAgainBy: current) {
            if rules.follows3, let known, let lastSeen { delete(known, lastSeen: lastSeen) }
            found.contradicted.append(current.tag)
            restore(deleted)
            compare(current, with: deleted.known, lastSeen: deleted.lastSeen, &found)
        } else {
            if let known, let lastSeen { delete(known, lastSeen: lastSeen, successor: current.release) }
            appear(current, &found)
        }
    }

    /// A release that was not known: created between the two snapshots, or made earlier and only now in sight.
    private mutating func appear(_ current: ShownRelease, _ found: inout FoundReleases) {
        let earliest = before.previous?.capturedAt.earliest.advanced(bySeconds: -rules.listCacheSeconds)
        let isRecent = earliest.map { current.release.createdAt >= $0 } ?? true
        if isRecent || earlierListWasWhole || next.deleted[current.tag] != nil {
            let lookAlike = lookAlikeTags(of: current.release)
            events.append(
                .releaseCreated(
                    current, in: self, observation: .observed, lastSeen: earlierSnapshot, lookAlike: lookAlike))
            expectEvidence(of: current.release)
            events += [Event.releaseEvidenceCollected(afterCreationOf: current, in: self)].compactMap { $0 }
            remember(current, watchedFrom: earlierSnapshot)
        } else {
            found.firstSeen.append(current.tag)
            if let lookAlike = lookAlikeTags(of: current.release) {
                note(lookAlike, at: current.release, document: current.document)
            }
            remember(current, watchedFrom: reference(to: current.document))
        }
    }

    /// Whether the earlier snapshot would have shown a release that was there.
    private var earlierListWasWhole: Bool {
        guard let earlier = before.previous, earlier.window.isComplete else { return false }
        return !(rules.doubtsBareCounts && earlier.window.restsOnCount(earlier.list.count))
    }

    private mutating func compare(
        _ current: ShownRelease, with known: KnownRelease, lastSeen: DocumentReference, _ found: inout FoundReleases
    ) {
        let milestonesAreBack = known.hides(.milestones) && !milestonesAreHidden
        let milestonesVanish = !known.hides(.milestones) && milestonesAreHidden
        if current.isUnchanged, known.isInView, !milestonesAreBack, !milestonesVanish { return }

        let (changes, losesEvidence) = eventsOfComparison(current, with: known, lastSeen: lastSeen)
        events += changes
        if losesEvidence { found.evidenceRemoved.append(current.tag) }
        if hasAnotherAuthor(current, known: known) { found.authorChanged.append(current.tag) }
        if case .null = current.release.commit, known.release.commit.value != nil, !current.isUnchanged,
            known.lastShown[.commit] == nil
        {
            found.commitMissing.append(current.tag)
        }
        remember(current, known: known, lastSeen: lastSeen)
    }

    /// What happened to one release, and whether evidence is gone.
    ///
    /// A function of its own, because the pair holds a copy of this step: while it lives, every event added to the step
    /// would copy all those before it.
    private func eventsOfComparison(
        _ current: ShownRelease, with known: KnownRelease, lastSeen: DocumentReference
    ) -> (events: [Event], losesEvidence: Bool) {
        let pair = ComparedRelease(
            step: self, known: known, current: current, lastSeen: lastSeen,
            hidden: hiddenFacets(of: current, known: known))
        let events: [Event?] = [
            .releaseUpdated(pair), .releaseMilestonesUpdated(pair), .releaseLinksUpdated(pair),
            .releaseEvidenceCollected(pair), .releaseCommitChanged(pair),
        ]
        return (events.compactMap { $0 }, !pair.changes.evidenceRemoved.isEmpty)
    }

    /// Whether GitLab names another author, or none, in this document but not in all of them.
    private func hasAnotherAuthor(_ current: ShownRelease, known: KnownRelease) -> Bool {
        guard !current.isUnchanged else { return false }
        switch (known.release.author, current.release.author) {
        case (.value(let old), .value(let new)): return old.id != new.id
        case (.value, .absent), (.value, .null):
            return !visibility.vanished.contains("author") && known.lastShown[.author] == nil
        case (.absent, .value), (.null, .value): return !visibility.appeared.contains("author")
        case (.absent, _), (.null, _): return false
        }
    }
}
