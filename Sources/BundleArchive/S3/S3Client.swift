import Foundation
package import HTTPTransport
package import ReleaseModel

/// Signs requests to one bucket, sends them, and tries again what may succeed.
package struct S3Client: Sendable {
    package let bucket: String
    package let endpoint: S3Endpoint
    private let region: String
    private let credentials: CredentialSource
    private let transport: any HTTPTransport
    private let policy: RetryPolicy
    private let clock: @Sendable () -> Instant

    /// - Parameter clock: What the machine's clock says now; a signature counts for a few minutes only.
    package init(
        bucket: String, endpoint: S3Endpoint, region: String, credentials: CredentialSource,
        transport: any HTTPTransport, policy: RetryPolicy, clock: @escaping @Sendable () -> Instant
    ) {
        self.bucket = bucket
        self.endpoint = endpoint
        self.region = region
        self.credentials = credentials
        self.transport = transport
        self.policy = policy
        self.clock = clock
    }

    /// Why an answer is no result yet.
    enum Trouble: Error {
        /// The same request may succeed.
        case passing(String, retryAfter: Double? = nil)
        /// The bucket is in another region; to be signed for that one.
        case otherRegion(String)
    }

    /// Sends a request until an answer means something.
    ///
    /// `meaning` reads the answer; it throws ``Trouble`` for one that is worth another try.
    func send<Value>(_ request: S3Request, _ meaning: (S3Answer) throws -> Value) async throws -> Value {
        var (endpoint, region) = (endpoint, region)
        var hasMoved = false
        var number = 1
        while true {
            let detail: String
            var asked: Double?
            do {
                let now = clock()
                let signed = try request.signed(
                    for: endpoint, region: region, by: try await credentials.current(at: now), at: now)
                let answer = S3Answer(try await transport.send(signed), sentAt: now, for: request)
                return try meaning(answer)
            } catch Trouble.otherRegion(let other) {
                // Once: a second answer of this kind would lead in a circle.
                guard !hasMoved, other != region, S3Endpoint.isRegion(other) else {
                    throw ArchiveFault.elsewhere(address: other)
                }
                (hasMoved, region) = (true, other)
                endpoint = try endpoint.inRegion(other)
                continue
            } catch Trouble.passing(let words, let retryAfter) {
                (detail, asked) = (words, retryAfter)
            } catch let fault as HTTPFault {
                guard fault.isTransient else {
                    if case .cancelled = fault { throw CancellationError() }
                    throw ArchiveFault.unavailable(detail: fault.message, tries: number)
                }
                detail = fault.message
            }
            guard number < policy.tries else {
                throw ArchiveFault.unavailable(detail: "\(request.action): \(detail)", tries: number)
            }
            number += 1
            try await policy.wait(before: number, asked: asked)
        }
    }
}
