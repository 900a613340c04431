import AuditReport
import EventInference
import ReleaseModel

// What kinds, rules, bases and states mean, in one sentence each.
extension WordCatalogue {
    /// The heading of the kind.
    func title(of kind: EventKind) -> String { text("kind.\(kind.rawValue)") }

    /// The rule by which the kind is inferred.
    func rule(of kind: EventKind) -> String { text("rule.\(kind.rawValue)") }

    func meaning(of observation: Observation) -> String { text("observation.\(observation.rawValue)") }

    func meaning(of basis: Basis) -> String { text("basis.\(basis.rawValue)") }

    func meaning(of role: ReleaseField.Role) -> String { text("role.\(role.rawValue)") }

    func words(for state: ReleaseHistory.State) -> String { text("state.\(state.rawValue)") }

    func words(for state: PortfolioLine.State) -> String { text("index.state.\(state.rawValue)") }

    func meaning(of state: PortfolioLine.State) -> String { text("index.meaning.\(state.rawValue)") }

    func words(for end: ListWindow.End) -> String { text("end.\(end.rawValue)") }

    /// Whether the list is complete, and how that is known.
    func words(for window: ListWindow) -> String {
        let end = words(for: window.end)
        return if window.isComplete {
            self(window.end == .oddCount ? .listTakenComplete : .listComplete, ["end": end])
        } else {
            window.startsAtFirstPage ? end : self(.listFromLaterPage, ["end": end])
        }
    }
}
