import Foundation
import HTTPTransport
import ReleaseModel

/// Who reads, as far as GitLab tells: what a snapshot shows depends on it; the token itself is no part.
package struct ReaderDescription: Sendable {
    /// `personal`, `project`, `group`, `job`, `anonymous`, or `unknown` where GitLab does not tell.
    package private(set) var kind: String
    package private(set) var userID: Int64?
    package private(set) var username: String?
    private var tokenID: Int64?
    private var tokenName: String?
    private var scopes: [String]?
    private var expiresAt: String?
    /// `18.9.0-ee`; GitLab tells it only to those who are signed in.
    package private(set) var gitlabVersion: String?

    /// The reader as the sidecars state it.
    var json: CanonicalJSON {
        var members: [(key: String, value: CanonicalJSON)] = [("kind", .string(kind))]
        if let userID { members.append(("user_id", .integer(Int(userID)))) }
        if let username { members.append(("username", .string(username))) }
        if let tokenID { members.append(("token_id", .integer(Int(tokenID)))) }
        if let tokenName { members.append(("token_name", .string(tokenName))) }
        if let scopes { members.append(("scopes", .array(scopes.map { .string($0) }))) }
        if let expiresAt { members.append(("expires_at", .string(expiresAt))) }
        return .object(members)
    }
}

extension GitLabConnection {
    /// Asks GitLab who reads.
    ///
    /// - Throws: Where the server cannot be reached; that it does not tell is no failure.
    package func reader() async throws(GitLabFault) -> ReaderDescription {
        let form = token?.form
        var reader = ReaderDescription(kind: form == nil ? "anonymous" : form == .jobToken ? "job" : "unknown")
        reader.take(version: try await told(server.api("version")))
        switch form {
        case nil: break
        case .jobToken: reader.take(user: try await told(server.api("job"))?["user"])
        case .privateToken, .bearer:
            reader.take(user: try await told(server.api("user")))
            reader.take(token: try await told(server.api("personal_access_tokens", "self")))
        }
        return reader
    }

    /// The answer, or nil where GitLab keeps it to itself.
    private func told(_ address: HTTPAddress) async throws(GitLabFault) -> JSONValue? {
        do throws(GitLabFault) {
            let answer = try await json(at: address)
            return try? JSONValue(decoding: answer.body)
        } catch {
            guard let status = error.refusedAnswer?.status, [401, 403, 404].contains(status) else { throw error }
            return nil
        }
    }
}

extension ReaderDescription {
    /// Whoever asks without a token.
    static let anonymous = ReaderDescription(kind: "anonymous")

    fileprivate init(kind: String) {
        self.kind = kind
    }

    fileprivate mutating func take(version value: JSONValue?) {
        gitlabVersion = value?["version"]?.string.map { String($0.prefix(100)) }
    }

    fileprivate mutating func take(user value: JSONValue?) {
        userID = value?["id"]?.integer
        username = value?["username"]?.string
        guard kind == "unknown", let username else { return }
        // GitLab: "Bot users for projects", doc/user/project/settings/project_access_tokens.md: project_<id>_bot_<random>.
        let isBot = value?["bot"] == .bool(true)
        kind =
            isBot && username.hasPrefix("project_")
            ? "project" : isBot && username.hasPrefix("group_") ? "group" : "personal"
    }

    fileprivate mutating func take(token value: JSONValue?) {
        tokenID = value?["id"]?.integer
        tokenName = value?["name"]?.string
        scopes = value?["scopes"]?.array?.compactMap(\.string)
        expiresAt = value?["expires_at"]?.string
    }
}
