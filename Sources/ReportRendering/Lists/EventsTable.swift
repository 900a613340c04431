package import EventInference
import ReleaseModel

/// Events as a table for a terminal, in the columns of GitLab's audit log: Author, Action, Target, At.
package enum EventsTable {
    /// The table; what does not fit the width goes on in the lines below, nothing is cut off.
    package static func text(for events: [Event], width: Int) -> String {
        guard !events.isEmpty else { return "no events\n" }
        let rows = events.map { event in
            [
                event.id.description, event.author.words, event.action, event.target,
                event.time.words + (event.observation == .baseline ? " (baseline)" : ""),
            ].map(\.withoutSecrets.withoutControls)
        }
        return TextTable.text(["Event", "Author", "Action", "Target", "At"], rows, width: width)
    }
}
