import Foundation
import HTTPTransport

/// What proves to GitLab who reads.
package struct AccessToken: Sendable {
    let form: Form
    private let secret: Secret

    /// The header that carries the token (GitLab: "REST API authentication", doc/api/rest/authentication.md).
    package enum Form: String, CaseIterable, Sendable {
        /// `PRIVATE-TOKEN`: personal, project and group access tokens.
        case privateToken = "private-token"
        /// `Authorization: Bearer`: OAuth 2.0 tokens, and those above.
        case bearer
        /// `JOB-TOKEN`: the token of a CI/CD job.
        case jobToken = "job-token"
    }

    /// Takes a token; nil where it is empty or has characters that no token has.
    package init?(_ text: String, form: Form) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.form = form
        secret = Secret(text)
    }

    var header: (name: String, value: Secret) {
        switch form {
        case .privateToken: ("PRIVATE-TOKEN", secret)
        case .bearer: ("Authorization", Secret("Bearer " + secret.revealed))
        case .jobToken: ("JOB-TOKEN", secret)
        }
    }

    /// Whether an answer repeats the token; nothing of it is then kept or shown.
    func occurs(in answer: HTTPAnswer) -> Bool {
        let bytes = Data(secret.revealed.utf8)
        return answer.body.range(of: bytes) != nil
            || answer.headers.fields.contains { $0.value.contains(secret.revealed) }
    }
}
