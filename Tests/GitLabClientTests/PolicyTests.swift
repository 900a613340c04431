import HTTPTransport
import ReleaseModel
import Testing

@testable import GitLabClient

@Suite("When to ask again")
struct PolicyTests {
    @Test("Waits double, with a share left to chance, and end after the last try")
    func doubling() {
        let policy = RetryPolicy(tries: 4, longestWait: 60, firstWait: 1)
        let waits = (1...4).map { policy.decide(tried: $0, asked: nil, jitter: 0.5) }
        #expect(
            waits == [
                .retry(afterSeconds: 0.75), .retry(afterSeconds: 1.5), .retry(afterSeconds: 3), .giveUp,
            ])
        #expect(policy.decide(tried: 1, asked: nil, jitter: 0) == .retry(afterSeconds: 0.5))
    }

    @Test("What the server asks for outweighs the own pace, up to a limit")
    func asked() {
        let policy = RetryPolicy(tries: 4, longestWait: 60, firstWait: 1)
        #expect(policy.decide(tried: 1, asked: 7, jitter: 0.25) == .retry(afterSeconds: 7.25))
        #expect(policy.decide(tried: 1, asked: 61, jitter: 0) == .waitTooLong(seconds: 61))
        #expect(policy.decide(tried: 4, asked: 1, jitter: 0) == .giveUp)
    }

    @Test(
        "Passing faults of GitLab and of what stands before it are tried again, and no others",
        arguments: [
            (200, false), (404, false), (429, true), (500, true), (501, false), (502, true), (504, true), (519, false),
            (520, true), (521, true), (522, true), (523, true), (524, true), (525, false), (526, false), (530, true),
            (531, false),
        ])
    func transient(status: Int, isTransient: Bool) {
        #expect(RetryPolicy.isTransient(status: status) == isTransient)
    }

    @Test("Retry-After is seconds, or a date by the server's own clock")
    func retryAfter() {
        #expect(RetryPolicy.secondsAsked(["Retry-After": "12"]) == 12)
        let headers: HTTPHeaders = [
            "retry-after": "Tue, 24 Nov 2026 14:48:02 GMT", "Date": "Tue, 24 Nov 2026 14:47:32 GMT",
        ]
        #expect(RetryPolicy.secondsAsked(headers) == 30)
        #expect(RetryPolicy.secondsAsked(["Retry-After": "soon"]) == nil)
        #expect(RetryPolicy.secondsAsked([:]) == nil)
    }

    @Test("A used-up rate limit is waited out, also by the server's clock")
    func rateLimit() {
        let used: HTTPHeaders = [
            "RateLimit-Remaining": "0", "RateLimit-Reset": "1795531692", "Date": "Tue, 24 Nov 2026 14:47:32 GMT",
        ]
        #expect(RetryPolicy.secondsUntilReset(used) == 40)
        var left = used
        left["RateLimit-Remaining"] = "1"
        #expect(RetryPolicy.secondsUntilReset(left) == nil)
    }

    @Test(
        "A date of a header is read as RFC 9110 writes it, and in no other form",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
            ("Sun Nov  6 08:49:37 1994", nil), ("Sun, 06 Nov 1994 08:49:37 UTC", nil),
            ("Sun, 32 Nov 1994 08:49:37 GMT", nil),
            ("", nil),
        ])
    func date(text: String, instant: String?) {
        #expect(Instant(httpDate: text)?.iso8601 == instant)
    }
}
