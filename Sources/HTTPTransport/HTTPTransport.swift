/// Sends one request and takes in its answer.
///
/// What is built on it (when to try again, what an answer means) needs no network to be tested.
package protocol HTTPTransport: Sendable {
    func send(_ request: HTTPRequest) async throws(HTTPFault) -> HTTPAnswer
}

/// How servers are reached.
package struct TransportSettings: Sendable {
    /// How this program names itself: `User-Agent`.
    package var userAgent: String
    /// A file of PEM certificates trusted instead of the system's.
    package var authoritiesFile: String?
    package var proxy: ProxySettings
    /// Whether `http` is spoken besides `https`.
    package var allowsPlainHTTP: Bool

    package init(
        userAgent: String, authoritiesFile: String? = nil, proxy: ProxySettings = ProxySettings(),
        allowsPlainHTTP: Bool = false
    ) {
        self.userAgent = userAgent
        self.authoritiesFile = authoritiesFile
        self.proxy = proxy
        self.allowsPlainHTTP = allowsPlainHTTP
    }
}

/// Through which proxies servers are reached, as the variables of curl(1), section "ENVIRONMENT", say it.
package struct ProxySettings: Sendable {
    /// May hold a password.
    let forHTTPS: Secret?
    let forHTTP: Secret?
    /// Hosts reached directly, separated by commas.
    let exceptions: String

    /// Reaches every server directly.
    package init() {
        (forHTTPS, forHTTP, exceptions) = (nil, nil, "")
    }

    /// Reads the variables; `HTTP_PROXY` in capitals is left out, because a web server can be made to set it.
    package init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        forHTTPS = value("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY").map { Secret($0) }
        forHTTP = value("http_proxy", "all_proxy", "ALL_PROXY").map { Secret($0) }
        exceptions = value("no_proxy", "NO_PROXY") ?? ""
    }
}
