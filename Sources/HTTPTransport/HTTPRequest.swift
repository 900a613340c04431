package import Foundation

/// One request, sent once: a redirect is an answer like any other, and nothing is tried again here.
package struct HTTPRequest: Sendable {
    package var method: Method
    package var address: HTTPAddress
    package var headers: HTTPHeaders
    /// Header fields whose values must not be shown.
    package var secrets: [(name: String, value: Secret)]
    package var body: Body
    package var limits: TransferLimits
    /// Where the body of a successful answer (2xx) is written instead of into memory: a file that does not exist yet.
    package var answerFile: String?

    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case put = "PUT"
        case post = "POST"
        case delete = "DELETE"
    }

    package enum Body: Sendable {
        case none
        case bytes(Data)
        /// A part of a file, which must not change meanwhile.
        case file(path: String, offset: UInt64, count: UInt64)
    }

    package init(
        _ method: Method = .get, _ address: HTTPAddress, headers: HTTPHeaders = [:],
        secrets: [(name: String, value: Secret)] = [], body: Body = .none, limits: TransferLimits = TransferLimits(),
        answerFile: String? = nil
    ) {
        self.method = method
        self.address = address
        self.headers = headers
        self.secrets = secrets
        self.body = body
        self.limits = limits
        self.answerFile = answerFile
    }
}

/// When a transfer is given up.
package struct TransferLimits: Sendable, Equatable {
    /// Seconds until the connection stands.
    package var connectSeconds: Int
    /// Seconds without any byte.
    package var stallSeconds: Int
    /// Seconds in all: an answer that trickles in is given up too.
    package var totalSeconds: Int
    /// The largest body taken in, in bytes.
    package var largestAnswer: Int

    package init(
        connectSeconds: Int = 10, stallSeconds: Int = 30, totalSeconds: Int = 300, largestAnswer: Int = 64 << 20
    ) {
        self.connectSeconds = connectSeconds
        self.stallSeconds = stallSeconds
        self.totalSeconds = totalSeconds
        self.largestAnswer = largestAnswer
    }

    /// Seconds enough for so many bytes on a slow line, of 64 KiB a second.
    package static func seconds(forBytes count: Int) -> Int { 300 + count / (64 << 10) }
}

/// What a server answered, whatever its status.
package struct HTTPAnswer: Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    /// As it was sent; empty where it went to a file.
    package var body: Data

    package init(status: Int, headers: HTTPHeaders, body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
