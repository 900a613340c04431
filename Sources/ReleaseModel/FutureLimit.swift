/// How far ahead of this machine's clock a snapshot may be dated.
///
/// A log only grows: one snapshot of a later year would keep every right one out until that year. Servers that keep time are
/// less than a second apart; ten minutes leave room for a machine that nobody set.
package struct FutureLimit: Sendable {
    package let now: Instant
    private static let tolerance: Int64 = 600

    package init(now: Instant) {
        self.now = now
    }

    /// Whether the moment is not yet to come.
    package func admits(_ moment: Instant) -> Bool { moment <= now.advanced(bySeconds: Self.tolerance) }
}
