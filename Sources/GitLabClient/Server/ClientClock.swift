package import ReleaseModel

/// The clocks and the chance that a client goes by; tests hand in their own.
package struct ClientClock: Sendable {
    /// What time this machine thinks it is.
    let now: @Sendable () -> Instant
    /// Seconds since some moment, which nobody sets back.
    let uptime: @Sendable () -> Double
    let sleep: @Sendable (_ seconds: Double) async throws -> Void
    /// A number from 0 up to 1, by which many clients do not all come back at once.
    let jitter: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Instant, uptime: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void,
        jitter: @escaping @Sendable () -> Double
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
        self.jitter = jitter
    }
}
