/// How often something is tried, and how long to wait in between.
///
/// Full jitter: a random time up to a bound that doubles with every try, so that many who were turned away do not come back
/// together (AWS Architecture Blog, "Exponential Backoff And Jitter").
package struct RetryPolicy: Sendable {
    package let tries: Int
    private let firstBound: Double
    private let longestBound: Double
    /// A number from 0 up to 1.
    private let random: @Sendable () -> Double
    private let sleep: @Sendable (Double) async throws -> Void

    /// - Parameter firstBound: Seconds; the bound before the second try.
    package init(
        tries: Int = 5, firstBound: Double = 1, longestBound: Double = 30, random: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void
    ) {
        self.tries = max(1, tries)
        self.firstBound = firstBound
        self.longestBound = longestBound
        self.random = random
        self.sleep = sleep
    }

    /// Waits before the try of this number, counted from 1; at least as long as the server asked for, within the bound.
    func wait(before number: Int, asked: Double?) async throws {
        var bound = firstBound
        for _ in 2..<max(2, number) where bound < longestBound { bound *= 2 }
        let drawn = random() * min(bound, longestBound)
        try await sleep(max(drawn, min(asked ?? 0, longestBound)))
    }
}
