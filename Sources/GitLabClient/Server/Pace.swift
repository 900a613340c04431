/// Holds all requests to one server back while it wants none.
actor Pace {
    private let clock: ClientClock
    private var notBefore = 0.0

    init(_ clock: ClientClock) {
        self.clock = clock
    }

    /// Lets nobody through for some seconds.
    func pause(seconds: Double) {
        notBefore = max(notBefore, clock.uptime() + seconds)
    }

    /// Returns when the next request may be sent.
    func wait() async throws {
        while true {
            let seconds = notBefore - clock.uptime()
            guard seconds > 0 else { return }
            try await clock.sleep(seconds)
        }
    }
}
