import ReleaseDiff
package import ReleaseModel

/// The rules by which events are inferred, in one version; a change of what any rule yields is a new version.
///
/// A version that was ever published stays, so that an old report can be made again under the rules that it names.
package struct RuleSet: Sendable, Equatable {
    /// The version, which every report names.
    package let version: Int

    /// How much time may pass between two snapshots before a day without one counts as a missed night, in seconds.
    let lateRunSeconds: Int64

    /// How much later than the real moment a list can still look as before, in seconds.
    package let listCacheSeconds: Int64

    /// Up to how long after a release was made GitLab collects its evidence by itself, in seconds.
    let automaticEvidenceSeconds: Int64

    /// How long before the row was made a release date may lie without being called back-dated, in seconds.
    let backDatingSeconds: Int64

    /// How long after creation and release date evidence may be missing before it is overdue, in seconds.
    let evidenceDueSeconds: Int64

    /// How far the clocks of GitLab and of whoever takes the snapshots may lie apart, in seconds; nil where events are not
    /// held against the audit log.
    package let clockSkewSeconds: Int64?

    /// Version 1.
    ///
    /// GitLab caches the list of releases for five minutes per reader (lib/api/releases.rb, `expires_in: 5.minutes`), so a
    /// release made shortly before a snapshot may be missing from it. Evidence is mostly collected within two seconds; the
    /// hourly worker (app/workers/releases/manage_evidence_worker.rb) takes up to an hour. GitLab's form offers a release
    /// date without a time, so anything within a day is normal.
    private static let version1 = RuleSet(
        version: 1, lateRunSeconds: 36 * 3_600, listCacheSeconds: 300, automaticEvidenceSeconds: 3_600,
        backDatingSeconds: 86_400, evidenceDueSeconds: 7_200, clockSkewSeconds: nil)

    /// Version 2: more rules for exceptions (see ``ExceptionRule/since``); fewer events where the number of releases is all
    /// that speaks for a whole list (``doubtsBareCounts``), and evidence that came while it was out of sight
    /// (``tellsEvidenceOnceInSight``); events are held against GitLab's audit log, and files of release evidence against the
    /// snapshots.
    ///
    /// An hourly worker collects the evidence of releases whose date lies within an hour of now, so that two hours after
    /// the date the last run that could has ended. Servers that keep time by NTP lie well below a second apart; two minutes
    /// is what a machine drifts in weeks without it.
    private static let version2 = RuleSet(
        version: 2, lateRunSeconds: 36 * 3_600, listCacheSeconds: 300, automaticEvidenceSeconds: 3_600,
        backDatingSeconds: 86_400, evidenceDueSeconds: 7_200, clockSkewSeconds: 120)

    /// Version 3: what GitLab does counts, where its documentation is silent.
    ///
    /// Each rule of it asks ``follows3``. Of inference: links are paired by what they say (``linkIdentity``); each release
    /// that another of its tag replaced was deleted, also where that one was known; times that documents state are used
    /// where they can be true, and never printed where they cannot; only milestones can be older than the list that shows
    /// them; a description that is null and one that is empty both mean no notes.
    private static let version3 = RuleSet(
        version: 3, lateRunSeconds: 36 * 3_600, listCacheSeconds: 300, automaticEvidenceSeconds: 3_600,
        backDatingSeconds: 86_400, evidenceDueSeconds: 7_200, clockSkewSeconds: 120)

    /// The version that is used unless another is asked for.
    package static let newest = version3

    /// All versions that were ever published, oldest first.
    package static let published = [version1, version2, version3]

    /// Finds a version; nil where it was never published, or is newer than this program.
    package init?(version: Int) {
        guard let rules = Self.published.first(where: { $0.version == version }) else { return nil }
        self = rules
    }

    private init(
        version: Int, lateRunSeconds: Int64, listCacheSeconds: Int64, automaticEvidenceSeconds: Int64,
        backDatingSeconds: Int64, evidenceDueSeconds: Int64, clockSkewSeconds: Int64?
    ) {
        self.version = version
        self.lateRunSeconds = lateRunSeconds
        self.listCacheSeconds = listCacheSeconds
        self.automaticEvidenceSeconds = automaticEvidenceSeconds
        self.backDatingSeconds = backDatingSeconds
        self.evidenceDueSeconds = evidenceDueSeconds
        self.clockSkewSeconds = clockSkewSeconds
    }

    /// Whether a list for which nothing but its number of releases speaks is believed to be whole only where neither another
    /// size of page nor a filter explains it as well; a project that is not in its group's list at all may have been moved.
    var doubtsBareCounts: Bool { version >= 2 }

    /// Whether the rules of version 3 are in force.
    package var follows3: Bool { version >= 3 }

    /// What asset links go by from one document to the next.
    var linkIdentity: LinkPairing.Identity { follows3 ? .content : .id }

    /// Whether files of release evidence are held against the snapshots around their collection.
    package var comparesEvidence: Bool { version >= 2 }

    /// Whether evidence of a release that was never shown with any is compared with none.
    var tellsEvidenceOnceInSight: Bool { version >= 2 }

    /// Whether no run was missed between two snapshots, whatever the calendar says.
    ///
    /// A nightly run may be as late as the rules say; one of another cadence as much later or sooner as its slots are longer or
    /// shorter.
    package func isNextRun(_ later: CaptureTime, after earlier: CaptureTime, _ cadence: Cadence) -> Bool {
        earlier.latest.advanced(bySeconds: lateRunSeconds * cadence.slotSeconds / 86_400) >= later.earliest
    }
}
