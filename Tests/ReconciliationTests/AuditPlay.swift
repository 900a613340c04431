import EventInference
import Foundation
import RandomGitLab
import ReleaseModel

/// Audit events for a random history, by the rules of GitLab, with the truth of who did what.
///
/// GitLab logs an update for whatever is saved, a set of milestones for each save in the web form, and sometimes no deletion
/// (the builder of its web hook fails on a release without a commit). Other changes are made past GitLab: in its database.
struct AuditPlay {
    /// Something that somebody did.
    struct Deed {
        let kind: EventKind
        let tag: String
        /// When the release was made.
        let createdAt: Instant
        let author: Int64
        let at: Instant
        /// Whether it changed what the snapshots show; a form can be saved without a change.
        let changes: Bool
        let isLogged: Bool
    }

    private(set) var deeds: [Deed] = []
    private(set) var events: [AuditEvent] = []
    private var random: Seeded
    private var rows: [String: Int] = [:]

    static let authors: [Int64] = [7, 11, 12, 13]

    init(_ history: RandomHistory, seed: Int) {
        random = Seeded(seed &* 7_919)
        for night in history.nights.indices.dropFirst() {
            let (before, after) = (history.nights[night - 1], history.nights[night])
            let span = (RandomHistory.capturedAt(night: night - 1), RandomHistory.capturedAt(night: night))
            // What a restored backup brings back is nobody's act on a release.
            if !history.isRestored(within: span) { play(from: before, to: after, span) }
            saveAtTheBorders(before.releases, span)
        }
    }

    private mutating func play(from before: Project, to after: Project, _ span: (Instant, Instant)) {
        for release in after.releases {
            let known = before.releases.first { $0.tag == release.tag && $0.createdAt == release.createdAt }
            if let known {
                edit(known, release, after, span)
            } else {
                act(.releaseCreated, release, by: 7, at: release.createdAt, changes: true, isLogged: true)
            }
        }
        for release in before.releases
        where !after.releases.contains(where: { $0.tag == release.tag && $0.createdAt == release.createdAt }) {
            let next = after.releases.first { $0.tag == release.tag }
            remove(release, span, isTakenAgain: next != nil, by: next?.createdAt ?? span.1)
        }
    }

    // MARK: - What is done in a day

    private mutating func edit(
        _ old: Project.Release, _ new: Project.Release, _ project: Project, _ span: (Instant, Instant)
    ) {
        let isUpdated = (old.name, old.notes, old.releasedAt) != (new.name, new.notes, new.releasedAt)
        let titles = new.milestones.compactMap { project.milestones[$0]?.title }
        if isUpdated {
            let isLogged = random.chance(5, of: 6)
            act(.releaseUpdated, new, by: anyone(), at: moment(in: span), changes: true, isLogged: isLogged)
        }
        if old.milestones != new.milestones {
            let (author, at, isLogged) = (anyone(), moment(in: span), random.chance(5, of: 6))
            act(.releaseMilestonesUpdated, new, by: author, at: at, changes: true, isLogged: isLogged, titles: titles)
            act(.releaseUpdated, new, by: author, at: at, changes: false, isLogged: isLogged)
        } else if random.chance(1, of: 6) {
            // The web form is saved, with or without other links.
            let (author, at) = (anyone(), moment(in: span))
            act(.releaseUpdated, new, by: author, at: at, changes: false, isLogged: true)
            act(.releaseMilestonesUpdated, new, by: author, at: at, changes: false, isLogged: true, titles: titles)
        }
    }

    private mutating func remove(
        _ release: Project.Release, _ span: (Instant, Instant), isTakenAgain: Bool, by end: Instant
    ) {
        let start = max(span.0, release.createdAt)
        let at = moment(in: (start, end))
        act(.releaseDeleted, release, by: anyone(), at: at, changes: true, isLogged: random.chance(4, of: 5))
        guard !isTakenAgain, random.chance(1, of: 2), end.seconds - at.seconds > 300 else { return }
        // The tag is taken for a while by another release, which no snapshot shows.
        let made = at.advanced(bySeconds: 100)
        log("Created release \(release.tag)", row(release.tag, made), by: anyone(), at: made, release.name)
        log(
            "Deleted release \(release.tag)", row(release.tag, made), by: anyone(), at: made.advanced(bySeconds: 90),
            release.name)
    }

    /// Saves that change nothing, within minutes of a snapshot, before it and after.
    private mutating func saveAtTheBorders(_ releases: [Project.Release], _ span: (Instant, Instant)) {
        for release in releases where random.chance(1, of: 3) {
            let offset = Int64.random(in: 1...600, using: &random)
            let at = random.chance(1, of: 2) ? span.0.advanced(bySeconds: offset) : span.0.advanced(bySeconds: -offset)
            guard at > release.createdAt.advanced(bySeconds: 120), !isGone(release, by: at) else { continue }
            act(.releaseUpdated, release, by: anyone(), at: at, changes: false, isLogged: true)
        }
    }

    private func isGone(_ release: Project.Release, by moment: Instant) -> Bool {
        deeds.contains {
            $0.kind == .releaseDeleted && $0.tag == release.tag && $0.createdAt == release.createdAt && $0.at <= moment
        }
    }

    private mutating func anyone() -> Int64 { Self.authors.randomElement(using: &random) ?? 7 }

    private mutating func moment(in span: (Instant, Instant)) -> Instant {
        let seconds = max(2, span.1.seconds - span.0.seconds)
        return Instant(
            seconds: span.0.seconds + Int64.random(in: 1..<seconds, using: &random), nanoseconds: 0, fractionDigits: 3)
    }

    // MARK: - What GitLab logs

    private mutating func act(
        _ kind: EventKind, _ release: Project.Release, by author: Int64, at: Instant, changes: Bool, isLogged: Bool,
        titles: [String] = []
    ) {
        deeds.append(
            Deed(
                kind: kind, tag: release.tag, createdAt: release.createdAt, author: author, at: at, changes: changes,
                isLogged: isLogged))
        guard isLogged else { return }
        let words: String =
            switch kind {
            case .releaseCreated: "Created release \(release.tag)"
            case .releaseDeleted: "Deleted release \(release.tag)"
            case .releaseMilestonesUpdated:
                "Milestones associated with release changed to "
                    + (titles.isEmpty ? "[none]" : titles.sorted().joined(separator: ", "))
            default: "Updated release \(release.tag)"
            }
        log(words, row(release.tag, release.createdAt), by: author, at: at, release.name)
    }

    private mutating func row(_ tag: String, _ createdAt: Instant) -> Int {
        let key = "\(tag) \(createdAt.iso8601)"
        if let row = rows[key] { return row }
        rows[key] = 500 + rows.count
        return 500 + rows.count - 1
    }

    private mutating func log(_ words: String, _ row: Int, by author: Int64, at: Instant, _ name: String) {
        events.append(
            AuditEvent(
                id: String(events.count + 1), createdAt: at, name: nil, message: words.sanitized,
                author: AuditAuthor(id: author, name: "A\(author)", kind: "User"),
                entity: AuditEntity(type: "Project", id: 7, path: nil),
                target: AuditTarget(type: "Release", id: String(row), details: name)))
    }
}

extension RandomHistory {
    fileprivate func isRestored(within span: (Instant, Instant)) -> Bool {
        acts.contains { $0.kind == .backupRestored && $0.time > span.0 && $0.time <= span.1 }
    }
}

extension String {
    /// As GitLab's filter leaves it; the histories have no markup of their own but this.
    fileprivate var sanitized: String { replacing("<i>", with: "").replacing("&", with: "&amp;") }
}
