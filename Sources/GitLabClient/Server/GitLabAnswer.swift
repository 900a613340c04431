import Foundation
import HTTPTransport
import ReleaseModel

/// What GitLab answered to one request.
struct GitLabAnswer: Sendable {
    let http: HTTPAnswer
    let address: HTTPAddress
    /// When it was asked for and when it was there, by this machine's clock.
    let sentAt: Instant
    let receivedAt: Instant
    /// When it was asked for by the server's clock, or a little before.
    let requestedAt: Instant

    var body: Data { http.body }

    /// The `Date` of the answer, by the server's clock.
    func date() throws(GitLabFault) -> Instant {
        guard let date = http.headers["Date"].flatMap({ Instant(httpDate: $0) }) else { throw .noDate }
        return date
    }

    /// The moment of which the answer tells: its `Date`, less the `Age` that a cache between here and GitLab states.
    ///
    /// A cache may keep the first `Date` or write its own (RFC 9111, section 5.1); the earlier moment is right for both.
    ///
    /// - Throws: Also where this machine's clock says that the moment is yet to come; see ``ReleaseModel/FutureLimit``.
    func moment() throws(GitLabFault) -> Instant {
        let moment = try date().advanced(bySeconds: -age)
        guard FutureLimit(now: receivedAt).admits(moment) else { throw .future(moment, now: receivedAt) }
        return moment
    }

    /// For how many seconds a cache has had the answer.
    private var age: Int64 {
        http.headers["Age"].flatMap { Int64($0) }.map { min(max(0, $0), Self.longestAge) } ?? 0
    }

    /// Nothing that is older is worth dating: ten years.
    private static let longestAge: Int64 = 3_652 * 86_400

    /// How far the server's clock is at least ahead of this machine's, in seconds; negative where it is behind.
    var clockOffset: Int64? {
        guard let date = http.headers["Date"].flatMap({ Instant(httpDate: $0) }) else { return nil }
        return date < sentAt ? date.seconds - sentAt.seconds : max(0, date.seconds - receivedAt.seconds)
    }

    /// What GitLab says about an error: `{"message": ...}` or `{"error": ...}`.
    var message: String? {
        guard http.body.count <= 64 << 10, let value = try? JSONValue(decoding: http.body) else { return nil }
        let text = value["message"]?.string ?? value["error_description"]?.string ?? value["error"]?.string
        return text.map { String($0.prefix(200)).withoutControls }
    }

    /// Throws unless the answer is a success with JSON in it.
    func mustBeJSON(_ tries: Int) throws(GitLabFault) -> GitLabAnswer {
        guard http.status == 200 else { throw .refused(RefusedAnswer(answer: self, tries: tries)) }
        let type = http.headers["Content-Type"]?.split(separator: ";").first
        guard type?.trimmingCharacters(in: .whitespaces).lowercased() == "application/json" else {
            throw .contentType(RefusedAnswer(answer: self, tries: tries))
        }
        return self
    }
}
