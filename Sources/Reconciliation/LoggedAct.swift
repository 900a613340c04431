import EventInference
import ReleaseDiff
import ReleaseModel

/// An audit event with the act and the release that it is about.
struct LoggedAct {
    let event: AuditEvent
    let act: AuditAct
    /// The releases that can be meant: one where that is told, several where a name fits several, none where nothing tells.
    let tags: [String]

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
        if titles.joined(separator: ", ").isSaid(as: said) { return true }
        // Before GitLab 13.8 the order was no fixed one.
        let (mine, theirs) = (titles.joined(separator: ", ").parts, said.parts)
        return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isSaid(as: $1) }
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
            .milestoneUpdated, .projectRenamed, .releaseArtifactsDownloaded:
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
