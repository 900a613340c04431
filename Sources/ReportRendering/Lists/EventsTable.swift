package import EventInference
import ReleaseModel

/// Events as a table for a terminal, in the columns of GitLab's audit log: Author, Action, Target, At.
package enum EventsTable {
    /// The table, see ``TextTable``.
    ///
    /// - Parameter isColored: Whether kinds of actions are told apart by colour besides, with escape sequences.
    package static func text(
        for events: [Event], width: Int, isColored: Bool = false, words: WordCatalogue
    ) -> String {
        guard !events.isEmpty else { return "no events\n" }
        let rows = events.map { event in
            [
                TextCell(event.id.description, .faint),
                TextCell(words.words(for: event.author), event.author.basis == .unknown ? .faint : .plain),
                TextCell(event.action, event.kind.style), TextCell(event.target),
                TextCell(words.words(for: event.time) + (event.observation == .baseline ? " (baseline)" : "")),
            ].map { TextCell($0.text.withoutSecrets.withoutControls, $0.style) }
        }
        return TextTable(
            ["Event", "Author", "Action", "Target", "At"], rows, width: width, isColored: isColored
        ).text
    }
}

extension EventKind {
    fileprivate var style: TextStyle {
        switch self {
        case .releaseCreated: .green
        case .releaseDeleted: .red
        case .releaseUpdated, .releaseMilestonesUpdated, .releaseLinksUpdated, .releaseCommitChanged, .milestoneUpdated,
            .projectRenamed:
            .yellow
        case .releaseEvidenceCollected, .releaseArtifactsDownloaded: .plain
        }
    }
}
