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
        let told = rules.follows3 ? auditLog.events : auditLog.fullestEvents
        let acts = AuditLogIndex(of: told, events, tolerance).acts
        let logged = LoggedActs(acts)
        let findings = Matcher(events: events, logged: logged, tolerance: tolerance).findings()
        let making = ChangeMaking(auditLog, events, findings, tolerance, flagsMissing: flagsMissing)
        changes = zip(events, findings).map { event, finding in
            let change = making.change(event, finding)
            return asksFourEyes ? change.markedForFourEyes : change
        }
        let used = Set(findings.filter(\.explains).flatMap(\.candidates))
        var judge = AuditOnlyJudge(
            events: events, logged: logged, used: used, snapshots: snapshots, firstSeen: firstSeen,
            tolerance: tolerance)
        auditOnly = acts.indices.filter { !used.contains($0) && !acts[$0].isDownload }.map { place in
            AuditOnlyEvent(event: acts[place].event, tag: acts[place].tags.first, reason: judge.reason(for: place))
        }
        let releases = EventsByTag(events, tolerance)
        downloads = acts.filter(\.isDownload).map { logged in
            .releaseArtifactsDownloaded(
                logged.event,
                of: logged.tags.count == 1 ? releases.release(logged.tags[0], at: logged.event.createdAt) : nil,
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
    /// Accounts of the matched audit event that say otherwise than the one that counts.
    package let otherAccounts: [AuditContradiction.Account]

    init(event: Event, outcome: Outcome?, otherAccounts: [AuditContradiction.Account] = []) {
        self.event = event
        self.outcome = outcome
        self.otherAccounts = otherAccounts
    }

    package enum Outcome: Sendable, Equatable {
        /// One audit event, and no other that was imported, can be of the change.
        ///
        /// Where the imports do not cover the whole time (which rule set 3 tells), one that was not imported may be.
        case matched(AuditEvent, isCovered: Bool)
        /// Several can be, or one can be of several changes.
        case ambiguous(Ambiguity)
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

/// Why it is open which audit event is of a change.
package struct Ambiguity: Sendable, Equatable {
    /// Those that can be of it, in order of time.
    package let events: [AuditEvent]
    /// The other changes of which one of them can be (rule set 3), in the order of all changes.
    package let rivals: [Rival]
    package let cause: Cause

    /// Why it is open; the raw values are stable ids.
    package enum Cause: String, Sendable, CaseIterable {
        /// Several audit events can be of the change, or one can be of several changes.
        case several
        /// All lie outside the bounds of the change, so near that clocks that differ can explain it.
        case outsideBounds = "outside-bounds"
        /// They come from files that may hold the token owner's own events alone.
        case ownEventsOnly = "own-events-only"
    }

    /// Another change that an audit event can be of.
    package struct Rival: Sendable, Equatable {
        package let id: EventID
        package let action: String
        package let bounds: Bounds
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
