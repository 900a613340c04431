import Foundation
import HTTPTransport
import ReleaseModel

/// An answer that is not what was asked for.
package struct RefusedAnswer: Sendable {
    let answer: GitLabAnswer
    /// How often the request was sent.
    let tries: Int

    package var status: Int { answer.http.status }

    /// Whether the same request may well succeed a little later.
    var isTransient: Bool { RetryPolicy.isTransient(status: status) }

    var contentType: String? { answer.http.headers["Content-Type"].map { String($0.prefix(80)).withoutControls } }

    /// GitLab's own message, or where a redirect leads.
    var words: String? { (300..<400).contains(status) ? "a redirect to \(redirectTarget)" : answer.message }

    var hint: String {
        switch status {
        case 300..<400: "nothing is sent elsewhere; name the server and the project as they are called now"
        case 401: "the token is wrong, expired or revoked, or is sent in the wrong header"
        case 403: "the token's user may not read this; its role and the token's scopes decide"
        case 404 where answer.address.path.contains("/api/v4/groups/"):
            "check the path; GitLab does not redirect groups that were renamed, so name the group as it is called now"
        case 404: "check the path; to a reader who may not see a project GitLab says that there is none"
        case 429: Self.hintForHaste
        default: "try again; if it stays so, look at the server's log"
        }
    }

    static let hintForHaste = "run fewer jobs at once, or at another hour; or raise --longest-wait"

    /// The number of the project that a redirect of GitLab's own leads to: `.../api/v4/projects/<number>`.
    ///
    /// GitLab redirects a project that was renamed or moved so (lib/api/helpers.rb). Only the number is taken, and asked for
    /// at the address that was given: nothing is sent where the redirect points.
    var numberOfMovedProject: Int64? {
        guard [301, 302, 303, 307, 308].contains(status), let location = answer.http.headers["Location"] else {
            return nil
        }
        let path = location.prefix { $0 != "?" && $0 != "#" }
        guard let mark = path.range(of: "/api/v4/projects/") else { return nil }
        let digits = path[mark.upperBound...].prefix { $0 != "/" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int64(digits)
    }

    /// Without its query, which may hold what is nobody's business.
    private var redirectTarget: String {
        guard let location = answer.http.headers["Location"] else { return "nowhere" }
        return String(location.prefix { $0 != "?" && $0 != "#" }.prefix(200)).withoutControls
    }
}
