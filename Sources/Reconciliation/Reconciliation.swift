package import EventInference
package import ReleaseModel

/// Inferred events of one project held against GitLab's audit log.
///
/// A pure function of what it is given, whatever the order of the audit log's imports. The rules are told in the article
/// <doc:MatchingRules>.
package struct Reconciliation: Sendable, Equatable {
    /// All inferred events in the order in which they were given, with what the audit log adds.
    package let changes: [ReconciledChange]
    /// What the audit log shows and the snapshots do not, in order of time.
    package let auditOnly: [AuditOnlyEvent]
    /// What was downloaded, in order of time.
    package let downloads: [Event]

    /// - Parameters:
    ///   - events: All that was inferred, from the first snapshot on, in order.
    ///   - snapshots: All that they were inferred from, oldest first.
    ///   - firstSeen: The tags that came into sight without having been created then.
    ///   - flagsMissing: Whether a change that should be in the audit log and is not is an exception.
    ///   - asksFourEyes: Whether an edit by the release's own author is one.
    package init(
        of events: [Event], _ auditLog: AuditLog, snapshots: [WatchedSnapshot], firstSeen: [String],
        in project: ProjectPath,
        by rules: RuleSet, flagsMissing: Bool = true, asksFourEyes: Bool = false
    ) {
        guard let tolerance = Tolerance(rules) else {
            (changes, auditOnly, downloads) = (events.map { ReconciledChange(event: $0, outcome: nil) }, [], [])
            return
        }
        let index = AuditLogIndex(of: auditLog, events)
        let findings = Matcher(events: events, logged: index.acts, tolerance: tolerance).findings()
        changes = zip(events, findings).map { event, finding in
            let change = ReconciledChange(event, finding, auditLog, tolerance, flagsMissing: flagsMissing)
            return asksFourEyes ? change.markedForFourEyes : change
        }
        let used = Set(findings.flatMap(\.candidates))
        let judge = AuditOnlyJudge(
            events: events, logged: index.acts, used: used, snapshots: snapshots, firstSeen: firstSeen,
            tolerance: tolerance)
        auditOnly = index.acts.indices.filter { !used.contains($0) && !index.acts[$0].isDownload }.map { place in
            AuditOnlyEvent(
                event: index.acts[place].event, tag: index.acts[place].tags.first, reason: judge.reason(for: place))
        }
        downloads = index.acts.filter(\.isDownload).map { logged in
            .releaseArtifactsDownloaded(
                logged.event,
                of: logged.tags.count == 1 ? index.release(logged.tags[0], at: logged.event.createdAt) : nil,
                in: project)
        }
    }
}

/// When a snapshot was taken that events were inferred from, and whether it showed everything.
package struct WatchedSnapshot: Sendable, Equatable {
    package let capturedAt: CaptureTime
    package let isComplete: Bool

    package init(capturedAt: CaptureTime, isComplete: Bool) {
        self.capturedAt = capturedAt
        self.isComplete = isComplete
    }
}

/// An inferred event beside the audit log.
package struct ReconciledChange: Sendable, Equatable {
    /// With the author and time that the audit log gives, and the exception that it may be missing there.
    package let event: Event
    /// Nil for the opening population where no audit event fits: it was not watched, so none is missed.
    package let outcome: Outcome?

    package enum Outcome: Sendable, Equatable {
        /// One audit event, and no other, can be of the change.
        case matched(AuditEvent)
        /// Several can be, or one can be of several changes.
        case ambiguous([AuditEvent])
        /// None is, although no event of that time can be missing from the imports.
        case withoutAuditEvent
        /// None is, and the imports do not cover the time in which the change was made.
        case notCovered
        /// GitLab logs no event of this kind.
        case notLogged

        /// The outcome without the audit events; the raw values are stable ids.
        package var kind: Kind {
            switch self {
            case .matched: .matched
            case .ambiguous: .ambiguous
            case .withoutAuditEvent: .withoutAuditEvent
            case .notCovered: .notCovered
            case .notLogged: .notLogged
            }
        }

        package enum Kind: String, Sendable, CaseIterable {
            case matched
            case ambiguous
            case withoutAuditEvent = "without-audit-event"
            case notCovered = "not-covered"
            case notLogged = "not-logged"
        }
    }
}

/// An audit event that no inferred event is of.
package struct AuditOnlyEvent: Sendable, Equatable {
    package let event: AuditEvent
    /// The release that it is about, where that is told.
    package let tag: String?
    package let reason: AuditOnlyReason
}

/// Why the snapshots do not show what the audit log shows; the raw values are stable ids.
package enum AuditOnlyReason: String, Sendable, CaseIterable {
    /// A release made and deleted, or milestones set and reset, between two snapshots.
    case undone
    /// GitLab fires the event of milestones at each edit in the web form, also when the set stays what it was.
    case milestonesUnchanged = "milestones-unchanged"
    /// GitLab logs "Updated" beside the event of the milestones for one and the same edit.
    case partOfOneEdit = "part-of-one-edit"
    /// The asset links changed in that time; an edit in the web form logs no more than this.
    case linksEdited = "links-edited"
    /// Nothing differs between the snapshots: nothing was changed, or it was undone.
    case noVisibleChange = "no-visible-change"
    /// From before the first snapshot.
    case beforeWatching = "before-watching"
    /// No snapshot is late enough to show it.
    case afterLastSnapshot = "after-last-snapshot"
    /// The list was cut off, so that the release may lie beyond its end.
    case outOfSight = "out-of-sight"
    /// The words name no tag, and nothing else tells which release is meant.
    case releaseNotTold = "release-not-told"
    /// The words are none that this program knows.
    case notUnderstood = "not-understood"
    /// The snapshots should show it and do not.
    case unexplained
}

/// How far apart the clocks may lie, and how old a list may be that GitLab answers.
struct Tolerance: Sendable {
    let skewSeconds: Int64
    let cacheSeconds: Int64

    /// Nil where the rules do not hold events against the audit log.
    init?(_ rules: RuleSet) {
        guard let skew = rules.clockSkewSeconds else { return nil }
        skewSeconds = skew
        cacheSeconds = rules.listCacheSeconds
    }

    /// The moments between which GitLab can have logged what lies within bounds; the first is nil where there is none.
    func logged(within bounds: Bounds) -> (from: Instant?, to: Instant) {
        (
            bounds.after?.advanced(bySeconds: -(cacheSeconds + skewSeconds)),
            bounds.by.advanced(bySeconds: skewSeconds)
        )
    }

    /// Whether what lies within bounds can have been logged at a moment.
    func admits(_ moment: Instant, within bounds: Bounds) -> Bool {
        let (from, to) = logged(within: bounds)
        return (from.map { moment > $0 } ?? true) && moment <= to
    }

    /// Whether two clocks can have shown these for one moment.
    func areNear(_ left: Instant, _ right: Instant) -> Bool {
        left.advanced(bySeconds: -skewSeconds) <= right && right <= left.advanced(bySeconds: skewSeconds)
    }
}
