import ReleaseDiff
import ReleaseModel

/// One step from the state before a snapshot to the state after it; collects what it finds on the way.
struct SnapshotStep {
    let record: SnapshotRecord
    let before: ProjectState
    let rules: RuleSet
    /// Rules for exceptions that are turned off.
    let withoutRules: Set<ExceptionRule>
    /// The releases shown, oldest first, so that what is found does not depend on the order of the list.
    let shown: [ShownRelease]
    /// Which fields came into sight or went out of it in all documents at once.
    let visibility: FieldVisibility
    /// Whether the milestones that were known are out of sight rather than removed.
    let milestonesAreHidden: Bool
    /// Whether all names are the ones that GitLab 13 showed to guests.
    let namesAreHidden: Bool
    var next: ProjectState
    var events: [Event] = []
    var notices: [Notice] = []
    var exceptions: [ReleaseException] = []

    /// A release in the snapshot.
    struct ShownRelease {
        let tag: String
        let document: Digest
        /// What the document says; for an unchanged one, what was kept of it.
        let release: Release
        let isUnchanged: Bool
    }

    init(
        _ record: SnapshotRecord, _ documents: [Digest], after before: ProjectState, by rules: RuleSet,
        without withoutRules: Set<ExceptionRule>, document: (Digest) throws -> Release
    ) throws {
        self.record = record
        self.rules = rules
        self.withoutRules = withoutRules
        self.before = before
        next = before
        let inListOrder = try documents.map { digest in
            if let tag = before.tagsByDocument[digest], let known = before.releases[tag] {
                let hidesMilestones = known.lastShown[.milestones] != nil
                let release = hidesMilestones ? known.release.withoutMilestones : known.release
                return ShownRelease(tag: tag, document: digest, release: release, isUnchanged: true)
            }
            let release = try document(digest)
            return ShownRelease(tag: release.tag, document: digest, release: release, isUnchanged: false)
        }
        next.previous = ProjectState.PreviousSnapshot(
            digest: record.digest, capturedAt: record.capturedAt, span: record.span, window: record.window,
            group: record.group,
            list: inListOrder.map(\.release))
        next.tagsByDocument = Dictionary(
            inListOrder.map { ($0.document, $0.tag) }, uniquingKeysWith: { first, _ in first })
        shown = inListOrder.sorted { Release.isOlder($0.release, $1.release) }
        visibility = FieldVisibility(of: shown, before: before)
        milestonesAreHidden = Self.hidesMilestones(
            shown, before: before, losesRights: visibility.losesRights, by: rules)
        namesAreHidden = Self.hidesNames(shown, before: before)
        next.milestonesAreHidden = milestonesAreHidden
    }

    /// Whether nothing differs from the earlier snapshot but the time.
    var isQuiet: Bool {
        shown.allSatisfy(\.isUnchanged) && before.previous?.list.count == shown.count
            && before.previous?.window == record.window
            && (!rules.doubtsBareCounts || before.previous?.group == record.group)
    }

    /// Milestones that vanish from several releases at once, all of them, are taken for out of sight: the key is
    /// missing both when there are none and when the reader may not see them.
    ///
    /// One milestone that vanishes alone may have been deleted, unless the same night shows that the reader lost rights.
    private static func hidesMilestones(
        _ shown: [ShownRelease], before: ProjectState, losesRights: Bool, by rules: RuleSet
    ) -> Bool {
        guard shown.allSatisfy({ $0.release.milestones.isEmpty }) else { return false }
        if before.milestonesAreHidden { return true }
        let losing = shown.compactMap { current -> KnownRelease? in
            guard let known = before.releases[current.tag], known.isInView, !known.release.milestones.isEmpty else {
                return nil
            }
            // One made anew under the tag never had any to lose.
            return rules.follows3 && !known.isSameIncarnation(as: current.release) ? nil : known
        }
        if losesRights { return !losing.isEmpty }
        return losing.count >= 2 && Set(losing.flatMap(\.release.milestones).map(\.id)).count >= 2
    }

    private static func hidesNames(_ shown: [ShownRelease], before: ProjectState) -> Bool {
        var hides = false
        for current in shown {
            let known = before.releases[current.tag]
            let wasHidden = known?.hides(.name) == true
            guard current.isUnchanged ? wasHidden : current.release.hasStandInName else { return false }
            if let known, wasHidden || !known.release.hasStandInName { hides = true }
        }
        return hides
    }

    /// A document in this snapshot, or the snapshot itself for what it lacks.
    func reference(to document: Digest?) -> DocumentReference {
        DocumentReference(
            snapshot: record.digest, capturedAt: record.capturedAt, document: document, span: record.span)
    }

    /// The earlier snapshot itself; nil for the first.
    var earlierSnapshot: DocumentReference? {
        before.previous.map { before.reference(to: nil, in: $0) }
    }

    /// Whether a rule is part of the rule set and not turned off.
    func admits(_ rule: ExceptionRule) -> Bool {
        rule.since <= rules.version && !withoutRules.contains(rule)
    }

    /// Adds an exception at a release that no event shows.
    mutating func note(_ exception: Exception, at release: Release, document: Digest) {
        guard admits(exception.rule) else { return }
        exceptions.append(
            ReleaseException(exception: exception, release: release, shownBy: reference(to: document)))
    }

    /// Adds a notice; one about releases is left out where there are none.
    mutating func note(_ kind: NoticeKind, tags: [String] = [], details: [String] = []) {
        notices.append(
            Notice(
                kind: kind, snapshot: reference(to: nil), previous: earlierSnapshot, tags: tags, details: details))
    }

    /// Adds a notice about releases, unless there are none.
    mutating func note(_ kind: NoticeKind, ifAny tags: [String], details: [String] = []) {
        if !tags.isEmpty { note(kind, tags: tags, details: details) }
    }
}

extension Release {
    /// Whether the first was made before the second; the tag decides between two of the same moment.
    static func isOlder(_ left: Release, _ right: Release) -> Bool {
        (left.createdAt, left.tag) < (right.createdAt, right.tag)
    }
}
