import EventInference
import ReleaseDiff
import ReleaseModel

/// An audit event with the act and the release that it is about.
struct LoggedAct {
    let event: AuditEvent
    let act: AuditAct
    /// The releases that can be meant: one where that is told, several where a name fits several, none where nothing tells.
    let tags: [String]
    /// Whether texts are compared as GitLab's filter leaves them.
    let follows3: Bool

    /// The tag of a creation or deletion.
    var lifecycleTag: String? {
        switch act {
        case .created(let tag, _), .deleted(let tag): follows3 ? (tags.count == 1 ? tags[0] : nil) : tag
        case .updated, .milestonesChanged, .downloaded, .unreadable: nil
        }
    }

    var isDownload: Bool { if case .downloaded = act { true } else { false } }

    /// Whether it can be about the release of an event.
    func isAbout(_ event: Event) -> Bool {
        guard let tag = event.tag else { return false }
        return tags.contains { tag.isSaid(as: $0) }
    }

    /// Whether the words give these titles of milestones, whoever else stands in them.
    func says(_ titles: [String]) -> Bool {
        guard let said else { return false }
        return says(titles, said) || said.withoutImpersonator.map { says(titles, $0) } == true
    }

    /// Who acted under the author's name; a suffix that is part of the last milestone's title names nobody.
    func impersonator(of change: Event) -> String? {
        guard let said, let titles = change.titlesAfter, says(titles, said) else { return event.impersonator }
        return nil
    }

    /// The titles in the words.
    private var said: String? {
        switch act {
        case .created(_, let titles): titles
        case .milestonesChanged(let titles): titles
        case .updated, .deleted, .downloaded, .unreadable: nil
        }
    }

    private func says(_ titles: [String], _ said: String) -> Bool {
        guard !titles.isEmpty else { return said == "[none]" }
        let joined = titles.joined(separator: ", ")
        if isSame(joined, said) { return true }
        // Before GitLab 13.8 the order was no fixed one.
        let (mine, theirs) = (joined.parts, said.parts)
        return mine.count == theirs.count && zip(mine, theirs).allSatisfy { isSame($0, $1) }
    }

    private func isSame(_ mine: String, _ said: String) -> Bool {
        follows3 ? mine.asAudited.isSame(as: said.asAudited) : mine.isSaid(as: said)
    }
}

extension String {
    /// The parts between commas, sorted.
    fileprivate var parts: [String] {
        split(separator: ", ", omittingEmptySubsequences: false).map(String.init).sorted()
    }
}

extension Event {
    /// The titles of the release's milestones before; nil unless this event is about them.
    var titlesBefore: [String]? { milestones?.before.titles }

    /// The titles of the release's milestones afterwards, where the event tells.
    var titlesAfter: [String]? {
        switch kind {
        case .releaseCreated: release?.milestones.map(\.title)
        case .releaseMilestonesUpdated: milestones?.after.titles
        case .releaseUpdated, .releaseLinksUpdated, .releaseEvidenceCollected, .releaseCommitChanged, .releaseDeleted,
            .milestoneUpdated, .releaseArtifactsDownloaded:
            nil
        }
    }

    private var milestones: FieldChange? {
        kind == .releaseMilestonesUpdated ? changes.first { $0.members != nil } : nil
    }
}

extension FieldValue {
    fileprivate var titles: [String]? {
        switch self {
        case .nothing: []
        case .list(let titles): titles
        case .text, .instant, .record: nil
        }
    }
}
