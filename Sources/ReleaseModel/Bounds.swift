/// The stretch of time in which an event must have happened: after one snapshot, not later than another.
package struct Bounds: Hashable, Sendable {
    /// When the last snapshot without the event was taken; nil if there is none.
    package let after: Instant?
    /// When the first snapshot with the event was taken.
    package let by: Instant

    /// Bounds between two instants.
    package init(after: Instant?, by: Instant) {
        self.after = after
        self.by = by
    }

    /// Whether an instant lies within; the earlier bound itself does not.
    package func contains(_ instant: Instant) -> Bool {
        (after.map { instant > $0 } ?? true) && instant <= by
    }
}
