import Foundation
import HTTPTransport
import ReleaseModel
import Testing

@testable import GitLabClient

@Suite("A connection to GitLab")
struct ConnectionTests {
    @Test("Waits as its policy says, by the clock and the chance it is given")
    func waits() async throws {
        let gitlab = ScriptedGitLab([
            .failure(.stalled(seconds: 30)), .success(.json("", status: 502)), .success(.json("{}")),
        ])
        let connection = try gitlab.connection()
        _ = try await connection.json(at: connection.server.api("version"))
        #expect(gitlab.sleeps == [0.75, 1.5])
        #expect(gitlab.notes.count == 2)
    }

    @Test("Holds every request back after GitLab asked one to wait")
    func pace() async throws {
        let gitlab = ScriptedGitLab([
            .success(.json("", status: 429, ["Retry-After": "7"])), .success(.json("{}")), .success(.json("{}")),
        ])
        let connection = try gitlab.connection()
        _ = try await connection.json(at: connection.server.api("version"))
        #expect(gitlab.sleeps == [7.5])
        _ = try await connection.json(at: connection.server.api("version"))
        #expect(gitlab.sleeps == [7.5])
    }

    @Test("Waits before the next request when the rate limit is used up")
    func rateLimit() async throws {
        let used: HTTPHeaders = ["RateLimit-Remaining": "0", "RateLimit-Reset": "1795531672"]
        let gitlab = ScriptedGitLab([.success(.json("{}", used)), .success(.json("{}"))])
        let connection = try gitlab.connection()
        _ = try await connection.json(at: connection.server.api("version"))
        #expect(gitlab.sleeps.isEmpty)
        _ = try await connection.json(at: connection.server.api("version"))
        #expect(gitlab.sleeps == [20.5])
        #expect(gitlab.notes == [.pausing(seconds: 20.5)])
    }

    @Test("Sends nothing to another origin, nor beside its own relative address")
    func elsewhere() async throws {
        let gitlab = ScriptedGitLab([])
        let connection = try gitlab.connection()
        for text in [
            "https://gitlab.example.com/below/x", "https://gitlab.example.org:8443/below/x",
            "http://gitlab.example.org/below/x", "https://gitlab.example.org/x", "https://gitlab.example.org/belowx",
            "https://gitlab.example.org/below/../x", "https://gitlab.example.org/below/%2e%2e/x",
        ] {
            let address = try #require(HTTPAddress(text))
            await #expect(throws: GitLabFault.self) { try await connection.json(at: address) }
        }
        #expect(gitlab.requests.isEmpty)
        #expect(connection.server.owns(try #require(HTTPAddress("https://GITLAB.example.org:443/below/x"))))
    }

    @Test("Names a project in the address as GitLab wants it, below a relative address too")
    func addresses() throws {
        let server = try #require(GitLabServer("https://gitlab.example.org/below/api/v4/"))
        let project = CollectedSubject.project(
            try #require(ProjectPath("group/sub group/app".replacing(" ", with: "_"))))
        #expect(
            project.listAddress(on: server, page: 2).description
                == "https://gitlab.example.org/below/api/v4/projects/group%2Fsub_group%2Fapp/releases"
                + "?order_by=created_at&sort=asc&per_page=100&page=2")
        #expect(GitLabServer("https://gitlab.example.org/?x=1") == nil)
        #expect(GitLabServer("gitlab.example.org") == nil)
        #expect(CollectedSubject.group(path: "top/../x") == nil)
    }

    @Test("Follows only the query of a link to the next page, on its own address")
    func nextPage() async throws {
        let link = #"<http://internal:8080/a?cursor=b>; rel="first", <https://evil.example/x?cursor=abc>; rel="next""#
        let gitlab = ScriptedGitLab([
            .success(.json(#"[{"id":9,"created_at":"2026-11-20T00:00:00Z"}]"#, ["Link": link])),
            .success(.json(#"[{"id":4,"created_at":"2026-11-10T00:00:00Z"}]"#)),
        ])
        let span = TimeSpan(
            from: try #require(Instant(text: "2026-11-01T00:00:00Z")),
            to: try #require(Instant(text: "2026-11-24T00:00:00Z")))
        let project = try #require(ProjectPath("group/app"))
        let pages = try await gitlab.connection().auditEvents(of: project, in: span).pages
        #expect(
            gitlab.requests.last?.address.description
                == "https://gitlab.example.org/below/api/v4/projects/group%2Fapp/audit_events?cursor=abc")
        let middle = try #require(Instant(text: "2026-11-20T00:00:00Z"))
        #expect(pages.map(\.covers) == [TimeSpan(from: middle, to: span.to), TimeSpan(from: span.from, to: middle)])
    }

    @Test("Asks for audit events at most 29 days at a time, without a gap")
    func parts() throws {
        let from = try #require(Instant(text: "2026-01-01T00:00:00Z"))
        let to = from.advanced(bySeconds: 100 * 86_400 + 5)
        let parts = TimeSpan(from: from, to: to).parts(ofDays: 29)
        #expect(parts.count == 4)
        #expect(parts.first?.from == from && parts.last?.to == to)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(TimeSpan(from: to, to: to).parts(ofDays: 29).isEmpty)
    }

    @Test("Keeps nothing of an answer that repeats the token, in its headers either")
    func repeatsToken() async throws {
        for answer in [
            HTTPAnswer.json(#"{"message":"glpat-token"}"#, status: 400), .json("{}", ["X-Echo": "token=glpat-token"]),
        ] {
            let connection = try ScriptedGitLab([.success(answer)]).connection()
            do throws(GitLabFault) {
                _ = try await connection.json(at: connection.server.api("version"))
                Issue.record("the answer was taken")
            } catch {
                #expect(!error.message.contains("glpat") && !"\(error)".contains("glpat"))
            }
        }
    }
}
