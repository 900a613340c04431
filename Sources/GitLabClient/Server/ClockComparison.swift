import HTTPTransport
import ReleaseModel
import Synchronization

/// Knows how far the server's clock is ahead of this machine's; tells, once, where they are apart.
final class ClockComparison: Sendable {
    /// Dates in headers are whole seconds, and clocks that are set by the network differ by less.
    private static let tolerance: Int64 = 5

    private let isTold = Mutex(false)
    /// The most by which an answer showed the server's clock to be ahead at least, in seconds.
    private let leastAhead = Mutex<Int64?>(nil)
    private let note: @Sendable (ClientNote) -> Void

    init(_ note: @escaping @Sendable (ClientNote) -> Void) {
        self.note = note
    }

    /// What the server's clock showed, at least, at a moment of this machine's.
    ///
    /// - Parameter http: The answer that came then; its own `Date` tells, too.
    func serverTime(at sentAt: Instant, _ http: HTTPAnswer, receivedAt: Instant) -> Instant {
        let shown = http.headers["Date"].flatMap { Instant(httpDate: $0) }.map { $0.seconds - receivedAt.seconds }
        let ahead = leastAhead.withLock { known in
            known = [known, shown].compactMap { $0 }.max()
            return known
        }
        return Instant(seconds: sentAt.seconds + (ahead ?? 0))
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
