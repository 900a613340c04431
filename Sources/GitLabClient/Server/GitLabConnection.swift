import Foundation
package import HTTPTransport
import ReleaseModel

/// Reads from one GitLab server: patiently, and never from anywhere else.
package struct GitLabConnection: Sendable {
    package let server: GitLabServer
    let token: AccessToken?
    let clock: ClientClock
    private let transport: any HTTPTransport
    private let limits: TransferLimits
    private let policy: RetryPolicy
    private let pace: Pace
    private let clocks: ClockComparison
    private let note: @Sendable (ClientNote) -> Void

    package init(
        server: GitLabServer, token: AccessToken?, transport: any HTTPTransport, limits: TransferLimits,
        policy: RetryPolicy, clock: ClientClock, note: @escaping @Sendable (ClientNote) -> Void
    ) {
        self.server = server
        self.token = token
        self.transport = transport
        self.limits = limits
        self.policy = policy
        self.clock = clock
        self.note = note
        pace = Pace(clock)
        clocks = ClockComparison(note)
    }

    /// Says something that does not stop the work.
    func say(_ said: ClientNote) {
        note(said)
    }

    /// As whom something is read, and how.
    enum Asking {
        case signedIn
        /// As anybody may.
        case anonymously
        /// A query in GraphQL, which only reads; its JSON.
        case query(Data)
    }

    /// Asks until there is an answer of status 200 that is JSON, or a reason why there is none.
    func json(at address: HTTPAddress, _ asking: Asking = .signedIn) async throws(GitLabFault) -> GitLabAnswer {
        // Nothing builds an address elsewhere; were it otherwise, the token would leave.
        guard server.owns(address) else { throw .elsewhere(address.origin) }
        var tried = 0
        while true {
            tried += 1
            let failure: GitLabFault
            var asked: Int?
            switch await answer(at: address, asking) {
            case .success(let answer):
                if token?.occurs(in: answer.http) == true { throw .repeatsToken }
                await keepPace(after: answer.http.headers)
                guard RetryPolicy.isTransient(status: answer.http.status) else { return try answer.mustBeJSON(tried) }
                failure = .refused(RefusedAnswer(answer: answer, tries: tried))
                asked = RetryPolicy.secondsAsked(answer.http.headers)
            case .failure(let fault):
                failure = .transport(fault, tries: tried)
                guard fault.isTransient else { throw failure }
            }
            switch policy.decide(tried: tried, asked: asked, jitter: clock.jitter()) {
            case .giveUp: throw failure
            case .waitTooLong(let seconds): throw .askedToWait(seconds: seconds, limit: policy.longestWait)
            case .retry(let seconds):
                note(.retrying(address.path, failure.message, afterSeconds: seconds))
                // A server that asks for patience asks it of all that is under way.
                if asked != nil { await pace.pause(seconds: seconds) }
                try await rest(seconds: seconds)
            }
        }
    }

    /// Lets some time pass.
    func rest(seconds: Double) async throws(GitLabFault) {
        do { try await clock.sleep(seconds) } catch { throw .stopped }
    }

    /// How long the pauses between two readings of a list are, in seconds.
    var pause: Double { policy.firstWait }

    private func request(_ address: HTTPAddress, _ asking: Asking) -> HTTPRequest {
        var request = HTTPRequest(
            .get, address, headers: ["Accept": "application/json", "Cache-Control": "no-cache"],
            secrets: token.map { [$0.header] } ?? [], limits: limits)
        switch asking {
        case .signedIn: break
        case .anonymously: request.secrets = []
        case .query(let bytes):
            request.method = .post
            request.headers.append("Content-Type", "application/json")
            request.body = .bytes(bytes)
        }
        return request
    }

    private func answer(at address: HTTPAddress, _ asking: Asking) async -> Result<GitLabAnswer, HTTPFault> {
        do { try await pace.wait() } catch { return .failure(.cancelled) }
        let request = request(address, asking)
        let sentAt = clock.now()
        do throws(HTTPFault) {
            let http = try await transport.send(request)
            let receivedAt = clock.now()
            let answer = GitLabAnswer(
                http: http, address: address, sentAt: sentAt, receivedAt: receivedAt,
                requestedAt: clocks.serverTime(at: sentAt, http, receivedAt: receivedAt))
            clocks.compare(answer)
            return .success(answer)
        } catch {
            return .failure(error)
        }
    }

    private func keepPace(after headers: HTTPHeaders) async {
        guard let seconds = RetryPolicy.secondsUntilReset(headers), seconds > 0 else { return }
        let wait = Double(min(seconds, policy.longestWait)) + clock.jitter()
        note(.pausing(seconds: wait))
        await pace.pause(seconds: wait)
    }
}
