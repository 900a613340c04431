package import EventInference
import ReleaseModel

/// Which events to show; nothing set means all.
package struct EventFilter: Sendable, Equatable {
    package let tags: [String]
    package let kinds: [EventKind]

    package init(tags: [String] = [], kinds: [EventKind] = []) {
        self.tags = tags
        self.kinds = kinds
    }

    /// Whether everything passes.
    package var isEmpty: Bool { tags.isEmpty && kinds.isEmpty }

    /// Whether an event passes.
    package func admits(_ event: Event) -> Bool {
        (tags.isEmpty || !Set(tags).isDisjoint(with: event.releases))
            && (kinds.isEmpty || kinds.contains(event.kind))
    }

    /// Whether an exception at a release passes; it is of no kind of event.
    package func admits(_ exception: ReleaseException) -> Bool {
        kinds.isEmpty && (tags.isEmpty || tags.contains { $0.isSame(as: exception.release.tag) })
    }
}
