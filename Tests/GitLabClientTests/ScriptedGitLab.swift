import Foundation
import HTTPTransport
import ReleaseModel
import Synchronization
import Testing

@testable import GitLabClient

/// A server that answers from a list, one after the other, and a clock that only sleeping moves.
final class ScriptedGitLab: HTTPTransport {
    private struct State {
        var answers: [Result<HTTPAnswer, HTTPFault>]
        var requests: [HTTPRequest] = []
        var sleeps: [Double] = []
        var notes: [ClientNote] = []
        var uptime = 0.0
    }

    private let state: Mutex<State>

    init(_ answers: [Result<HTTPAnswer, HTTPFault>]) {
        state = Mutex(State(answers: answers))
    }

    func send(_ request: HTTPRequest) async throws(HTTPFault) -> HTTPAnswer {
        let answer: Result<HTTPAnswer, HTTPFault> = state.withLock { state in
            state.requests.append(request)
            return state.answers.isEmpty ? .failure(.cutOff(received: 0)) : state.answers.removeFirst()
        }
        return try answer.get()
    }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    var sleeps: [Double] { state.withLock { $0.sleeps } }
    var notes: [ClientNote] { state.withLock { $0.notes } }

    /// A connection whose chance is always a half.
    func connection(token: String? = "glpat-token", policy: RetryPolicy = RetryPolicy(tries: 4)) throws
        -> GitLabConnection
    {
        let server = try #require(GitLabServer("https://gitlab.example.org/below"))
        let clock = ClientClock(
            now: { Instant(seconds: 1_795_531_652) }, uptime: { self.state.withLock { $0.uptime } },
            sleep: { seconds in
                self.state.withLock { state in
                    state.sleeps.append(seconds)
                    state.uptime += seconds
                }
            },
            jitter: { 0.5 })
        return GitLabConnection(
            server: server, token: token.flatMap { AccessToken($0, form: .privateToken) }, transport: self,
            limits: TransferLimits(), policy: policy, clock: clock,
            note: { note in self.state.withLock { $0.notes.append(note) } })
    }
}

extension HTTPAnswer {
    /// An answer of JSON, dated by the clock above.
    static func json(_ body: String, status: Int = 200, _ more: HTTPHeaders = [:]) -> HTTPAnswer {
        let fixed = [
            HTTPHeaders.Field(name: "Date", value: "Tue, 24 Nov 2026 14:47:32 GMT"),
            HTTPHeaders.Field(name: "Content-Type", value: "application/json"),
        ]
        return HTTPAnswer(status: status, headers: HTTPHeaders(fixed + more.fields), body: Data(body.utf8))
    }
}
