/// Why there is no answer.
package enum HTTPFault: Error, Equatable, Sendable {
    /// The address is not encrypted, and that was not allowed.
    case notEncrypted(HTTPAddress.Origin)
    case hostNotFound(host: String)
    case notConnected(HTTPAddress.Origin, detail: String)
    case proxy(detail: String)
    /// The server's certificate is not trusted, or not for this host.
    case certificate(HTTPAddress.Origin, detail: String)
    case encryption(HTTPAddress.Origin, detail: String)
    /// The file of trusted certificates cannot be used.
    case authoritiesFile(path: String)
    case tookTooLong(seconds: Int)
    case stalled(seconds: Int)
    /// The connection ended before the answer did.
    case cutOff(received: Int)
    case tooLarge(limit: Int)
    case headersTooLarge(limit: Int)
    /// The answer is no HTTP.
    case notUnderstood(detail: String)
    /// A file to be sent or to be written into.
    case file(path: String, detail: String)
    case cancelled

    /// Whether the same request may well succeed a little later.
    package var isTransient: Bool {
        switch self {
        case .hostNotFound, .notConnected, .tookTooLong, .stalled, .cutOff, .proxy: true
        case .notEncrypted, .certificate, .encryption, .authoritiesFile, .tooLarge, .headersTooLarge, .notUnderstood,
            .file, .cancelled:
            false
        }
    }
}

extension HTTPFault {
    /// What went wrong, in one line.
    package var message: String {
        switch self {
        case .notEncrypted(let origin): "\(origin) is not encrypted"
        case .hostNotFound(let host): "host \(host) is not found"
        case .notConnected(let origin, let detail): "\(origin) cannot be reached: \(detail)"
        case .proxy(let detail): "the proxy gives no connection: \(detail)"
        case .certificate(let origin, let detail): "the certificate of \(origin) is not trusted: \(detail)"
        case .encryption(let origin, let detail): "no encrypted connection with \(origin): \(detail)"
        case .authoritiesFile(let path): "\(path): no certificates can be read from it"
        case .tookTooLong(let seconds): "the answer was not there after \(seconds) s"
        case .stalled(let seconds): "the server sent nothing for \(seconds) s"
        case .cutOff(let received): "the connection ended early, after \(received) bytes of the answer"
        case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .headersTooLarge(let limit): "the headers of the answer are larger than \(limit) bytes"
        case .notUnderstood(let detail): "the answer is no HTTP: \(detail)"
        case .file(let path, let detail): "\(path): \(detail)"
        case .cancelled: "the transfer was called off"
        }
    }

    /// What to do next, where there is something.
    package var hint: String? {
        switch self {
        case .notEncrypted: "use https, or allow plain HTTP where the network is trusted"
        case .hostNotFound: "check the address and the name service"
        case .notConnected, .stalled, .cutOff, .tookTooLong:
            "try again; if it stays so, look at the server and at what lies between"
        case .proxy: "check https_proxy and no_proxy"
        case .certificate: "name the authority's certificate with --ca-file"
        case .encryption: "check that the server speaks TLS at this port"
        case .authoritiesFile: "it must be a file of certificates as PEM"
        case .tooLarge, .headersTooLarge, .notUnderstood: "check that the address is the right one"
        case .file: "check the disk and the file's mode"
        case .cancelled: nil
        }
    }
}
