import EventInference
import ReleaseModel

/// The acts of an audit log by the release that they are about, each list in order of time.
struct LoggedActs {
    /// All, in order of time.
    let all: [LoggedAct]
    private let places: [Key: ByText<[Int]>]

    private enum Key: Hashable {
        case kind(EventKind)
        /// Creations and deletions.
        case lifecycle
    }

    init(_ acts: [LoggedAct]) {
        all = acts
        var places: [Key: ByText<[Int]>] = [:]
        for (place, act) in acts.enumerated() {
            guard let kind = act.act.kind else { continue }
            for tag in act.tags {
                for name in act.follows3 ? [tag] : tag.saidNames where places[.kind(kind)]?[name]?.last != place {
                    places[.kind(kind), default: ByText()][name, default: []].append(place)
                }
            }
            if let tag = act.lifecycleTag { places[.lifecycle, default: ByText()][tag, default: []].append(place) }
        }
        self.places = places
    }

    /// The places of acts of a kind that can be about the release of a tag, in order of time.
    func places(_ kind: EventKind, of tag: String) -> [Int] { places[.kind(kind)]?[tag] ?? [] }

    /// The places of creations and deletions of a tag, in order of time.
    func lifecycle(of tag: String) -> [Int] { places[.lifecycle]?[tag] ?? [] }

    /// Of places in order of time, those from one moment to another.
    func places(_ places: [Int], from start: Instant?, to end: Instant) -> ArraySlice<Int> {
        let first = start.map { start in places.partition { all[$0].event.createdAt >= start } } ?? 0
        let last = places.partition { all[$0].event.createdAt > end }
        return first < last ? places[first..<last] : []
    }

    /// Whether a creation of the tag was logged after one moment and before another, neither included.
    func hasCreation(of tag: String, after start: Instant, before end: Instant) -> Bool {
        let own = places(.releaseCreated, of: tag)
        let next = own.partition { all[$0].event.createdAt > start }
        return next < own.count && all[own[next]].event.createdAt < end
    }
}

extension String {
    /// The texts as which events may bear a tag that an audit event gives as this: itself, and what entities in it stand for.
    fileprivate var saidNames: [String] {
        let plain = withoutEntitiesOnce
        return plain.isSame(as: self) ? [self] : [self, plain]
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index from which on a condition holds that, once true, stays true.
    func partition(where isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
