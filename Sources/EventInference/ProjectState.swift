package import ReleaseModel

/// Everything known of one project after the snapshots observed so far.
///
/// The state grows with the number of releases, not with the number of nights.
package struct ProjectState: Sendable {
    /// By tag: at most one incarnation exists at a time.
    var releases = ByText<KnownRelease>()
    /// The incarnations reported as deleted and not seen again, by tag, in the order of their deletion.
    var deleted = ByText<[DeletedRelease]>()
    var milestones: [Int64: KnownMilestone] = [:]
    /// The tags in view, by the digest of their documents: what lets unchanged documents pass undecoded.
    var tagsByDocument: [Digest: String] = [:]
    var previous: PreviousSnapshot?
    /// Whether the newest snapshot shows no milestones at all although several were known.
    var milestonesAreHidden = false
    var gitlabVersion: String?
    /// The tags of the known releases by what they look like.
    var tagLooks = TagLooks()
    /// Every tag that was shown, by what it looks like, for the rules up to version 2; see ``TextLook``.
    var tagsByLook = ByText<[String]>()
    /// The hosts that asset links of the project's releases led to so far.
    var linkHosts: Set<String> = []
    /// From when on a release that shows no evidence must show some, by tag; settled ones are taken out.
    var evidenceDue = ByText<Instant>()

    /// The snapshot that the next one is compared with.
    struct PreviousSnapshot: Sendable {
        let digest: Digest
        let capturedAt: CaptureTime
        let span: AnswerSpan?
        let window: ListWindow
        /// The group of whose list it is a part; nil where the project's own list was asked for.
        let group: String?
        /// The releases shown, in the order of the list.
        let list: [Release]
    }

    package init() {}

    /// The releases known to exist, oldest first.
    package var known: [Standing] {
        releases.all.sorted { Release.isOlder($0.release, $1.release) }.compactMap { known in
            lastSeen(known).map { Standing(release: known.release, document: $0, isInView: known.isInView) }
        }
    }

    /// How the release of a tag stands; nil where none is known to exist.
    package func standing(of tag: String) -> Standing? {
        guard let known = releases[tag], let document = lastSeen(known) else { return nil }
        return Standing(release: known.release, document: document, isInView: known.isInView)
    }

    /// The number of releases that are known to exist.
    package var releaseCount: Int { releases.count }

    /// How a release stands after the snapshots observed so far.
    package struct Standing: Sendable {
        /// As last shown.
        package let release: Release
        /// Where it was last seen.
        package let document: DocumentReference
        /// Whether the newest snapshot shows it.
        package let isInView: Bool
    }

    /// Where a known release was last seen.
    func lastSeen(_ known: KnownRelease) -> DocumentReference? {
        switch known.sight {
        case .outOfWindow(let reference): reference
        case .inView: previous.map { reference(to: known.document, in: $0) }
        }
    }

    func reference(to document: Digest?, in snapshot: PreviousSnapshot) -> DocumentReference {
        DocumentReference(
            snapshot: snapshot.digest, capturedAt: snapshot.capturedAt, document: document, span: snapshot.span)
    }
}
