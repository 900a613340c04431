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

    var body: Data { http.body }

    /// When GitLab made the answer, by its own clock.
    func date() throws(GitLabFault) -> Instant {
        guard let date = http.headers["Date"].flatMap({ Instant(httpDate: $0) }) else { throw .noDate }
        return date
    }

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
