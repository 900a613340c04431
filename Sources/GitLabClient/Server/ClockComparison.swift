import Synchronization

/// Tells, once, that the server's clock and this machine's are apart.
final class ClockComparison: Sendable {
    /// Dates in headers are whole seconds, and clocks that are set by the network differ by less.
    private static let tolerance: Int64 = 5

    private let isTold = Mutex(false)
    private let note: @Sendable (ClientNote) -> Void

    init(_ note: @escaping @Sendable (ClientNote) -> Void) {
        self.note = note
    }

    func compare(_ answer: GitLabAnswer) {
        guard let offset = answer.clockOffset, abs(offset) > Self.tolerance else { return }
        let isFirst = isTold.withLock { isTold in
            defer { isTold = true }
            return !isTold
        }
        if isFirst { note(.clocksDiffer(seconds: offset)) }
    }
}
