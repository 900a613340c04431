import HTTPTransport
import ReleaseModel

/// When the same request is sent again, and after how long.
///
/// All requests of this client only read, so that each may be sent again.
package struct RetryPolicy: Sendable {
    /// How often a request is sent in all.
    let tries: Int
    /// The longest that a server may ask to wait, in seconds.
    let longestWait: Int
    /// The wait before the second try, in seconds; it doubles from try to try.
    let firstWait: Double

    private static let longestOwnWait = 60.0

    package init(tries: Int = 5, longestWait: Int = 300, firstWait: Double = 1) {
        self.tries = tries
        self.longestWait = longestWait
        self.firstWait = firstWait
    }

    enum Decision: Equatable {
        case retry(afterSeconds: Double)
        case giveUp
        /// The server asks for more patience than was granted.
        case waitTooLong(seconds: Int)
    }

    /// The statuses after which another try may go better.
    ///
    /// 520 to 524 and 530 are those of Cloudflare, behind which gitlab.com stands, for an origin that fails for a moment
    /// (developers.cloudflare.com, "Cloudflare 5xx errors"). 525 and 526 are faults of certificates, which do not pass.
    private static let transientStatuses: Set = [
        408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530,
    ]

    /// Whether an answer says that another try may go better.
    static func isTransient(status: Int) -> Bool { transientStatuses.contains(status) }

    /// What to do after `tried` tries of which the last failed.
    ///
    /// - Parameter asked: How long the server asked to wait (`Retry-After`), which outweighs the policy's own pace.
    func decide(tried: Int, asked: Int?, jitter: Double) -> Decision {
        guard tried < tries else { return .giveUp }
        if let asked {
            return asked > longestWait ? .waitTooLong(seconds: asked) : .retry(afterSeconds: Double(asked) + jitter)
        }
        let doubled = firstWait * Double(1 << min(tried - 1, 16))
        return .retry(afterSeconds: min(doubled, Self.longestOwnWait) * (0.5 + jitter / 2))
    }

    /// The seconds that `Retry-After` asks for; a date is taken by the server's own clock (RFC 9110, section 10.2.3).
    static func secondsAsked(_ headers: HTTPHeaders) -> Int? {
        guard let text = headers["Retry-After"] else { return nil }
        if let seconds = Int(text) { return max(0, seconds) }
        guard let until = Instant(httpDate: text), let date = headers["Date"].flatMap({ Instant(httpDate: $0) })
        else { return nil }
        return Int(max(0, until.seconds - date.seconds))
    }

    /// The seconds until a server that grants no further request grants one again.
    ///
    /// GitLab: "Rate limit response headers", doc/administration/settings/user_and_ip_rate_limits.md:
    /// `RateLimit-Remaining` counts down, `RateLimit-Reset` is in seconds since 1970.
    static func secondsUntilReset(_ headers: HTTPHeaders) -> Int? {
        guard headers["RateLimit-Remaining"] == "0", let reset = headers["RateLimit-Reset"].flatMap({ Int64($0) }),
            let date = headers["Date"].flatMap({ Instant(httpDate: $0) })
        else { return nil }
        return Int(max(0, min(reset - date.seconds, 1 << 20)))
    }
}
