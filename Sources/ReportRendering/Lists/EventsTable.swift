package import EventInference
import ReleaseModel

/// Events as a table for a terminal, in the columns of GitLab's audit log: Author, Action, Target, At.
package enum EventsTable {
    /// The table; what does not fit the width goes on in the lines below, nothing is cut off.
    package static func text(for events: [Event], width: Int, words: WordCatalogue) -> String {
        guard !events.isEmpty else { return "no events\n" }
        let rows = events.map { event in
            [
                event.id.description, words.words(for: event.author), event.action, event.target,
                words.words(for: event.time) + (event.observation == .baseline ? " (baseline)" : ""),
            ].map(\.withoutSecrets.withoutControls)
        }
        return TextTable.text(["Event", "Author", "Action", "Target", "At"], rows, width: width)
    }
}
