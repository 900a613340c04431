import Dispatch
import Synchronization

/// Sends requests through libcurl, several at once, and keeps connections open between them.
///
/// libcurl works where it is called until the answer is there; so each request has a thread of Dispatch's own, and none of
/// those on which the rest of the program runs.
package final class CurlTransport: HTTPTransport {
    private let settings: TransportSettings
    private let idle = Mutex<[CurlConnection]>([])
    private let queue = DispatchQueue(label: "release-audit.http", attributes: .concurrent)

    private static let mostIdle = 16

    package init(_ settings: TransportSettings) {
        self.settings = settings
    }

    package func send(_ request: HTTPRequest) async throws(HTTPFault) -> HTTPAnswer {
        guard request.address.origin.isEncrypted || settings.allowsPlainHTTP else {
            throw .notEncrypted(request.address.origin)
        }
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: self.perform(request, cancellation)) }
            }
        } onCancel: {
            cancellation.cancel()
        }.get()
    }

    private func perform(_ request: HTTPRequest, _ cancellation: Cancellation) -> Result<HTTPAnswer, HTTPFault> {
        guard let connection = idle.withLock({ $0.popLast() }) ?? CurlConnection() else {
            return .failure(.notConnected(request.address.origin, detail: "libcurl has no memory"))
        }
        defer {
            idle.withLock { idle in
                if idle.count < Self.mostIdle { idle.append(connection) }
            }
        }
        do throws(HTTPFault) {
            return .success(try connection.perform(request, settings: settings, cancellation: cancellation))
        } catch {
            return .failure(error)
        }
    }
}

/// Tells a transfer that nobody waits for it any more.
final class Cancellation: Sendable {
    private let state = Mutex(false)

    var isCancelled: Bool { state.withLock { $0 } }

    func cancel() {
        state.withLock { $0 = true }
    }
}
