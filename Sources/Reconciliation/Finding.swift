import EventInference
import ReleaseModel

/// What was found of one inferred event in the audit log.
enum Finding {
    case none
    case one(LoggedAct, place: Int)
    /// Several that can be it; whether one of them must be.
    case several([LoggedAct], places: [Int], isLogged: Bool)
    /// None within the bounds, and some so near to them that clocks or a list from the cache can explain it.
    case near([LoggedAct], places: [Int])

    /// The places of the audit events that are or can be it.
    var candidates: [Int] {
        switch self {
        case .none: []
        case .one(_, let place): [place]
        case .several(_, let places, _), .near(_, let places): places
        }
    }

    /// Whether its audit events are explained by the inferred event.
    var explains: Bool {
        switch self {
        case .one, .several: true
        case .none, .near: false
        }
    }
}
