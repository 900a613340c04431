import Foundation
import Testing

@testable import HTTPTransport

@Suite("What is sent where")
struct TransportTests {
    @Test("An address is kept as it is written, and says whom it is for")
    func address() throws {
        let address = try #require(HTTPAddress("https://GitLab.example.org:8443/api/v4/projects/a%2Fb/releases?page=1"))
        #expect(address.description == "https://GitLab.example.org:8443/api/v4/projects/a%2Fb/releases?page=1")
        #expect(address.origin.description == "https://gitlab.example.org:8443")
        #expect(address.path == "/api/v4/projects/a%2Fb/releases")
        #expect(address.query == "page=1")
        #expect(HTTPAddress("https://example.org")?.origin == HTTPAddress("https://example.org:443/x")?.origin)
        #expect(HTTPAddress("https://example.org")?.origin != HTTPAddress("http://example.org:443")?.origin)
    }

    @Test(
        "What is no plain address is refused",
        arguments: [
            "", "example.org", "ftp://example.org/", "file:///etc/passwd", "https://", "https://user@example.org/",
            "https://user:word@example.org/", "https://example.org/#part", "https://example.org/a b",
            "https://example.org/\nHost: other", "https://ex\u{00E4}mple.org/",
        ])
    func refused(_ text: String) {
        #expect(HTTPAddress(text) == nil)
    }

    @Test("A header is found whatever its case, and set once")
    func headers() {
        var headers: HTTPHeaders = ["x-total": "3", "X-Page": "1"]
        #expect(headers["X-Total"] == "3")
        headers["X-TOTAL"] = "4"
        #expect(headers.fields.count == 2)
        #expect(headers["x-total"] == "4")
    }

    @Test("A secret is not told by printing, describing, mirroring or dumping it")
    func secret() {
        let secret = Secret("glpat-value")
        var dumped = ""
        dump(secret, to: &dumped)
        let request = HTTPRequest(.get, HTTPAddress("https://example.org")!, secrets: [("PRIVATE-TOKEN", secret)])
        dump(request, to: &dumped)
        let texts = ["\(secret)", String(reflecting: secret), String(describing: request), "\(request)", dumped]
        #expect(texts.allSatisfy { !$0.contains("glpat-value") })
        #expect(secret.revealed == "glpat-value")
    }

    @Test("Proxies come from the variables that curl knows, but for the one that others can set")
    func proxies() {
        #expect(ProxySettings(environment: ["HTTP_PROXY": "http://p:1"]).forHTTP == nil)
        let settings = ProxySettings(environment: [
            "https_proxy": "", "HTTPS_PROXY": "http://p:2", "all_proxy": "http://p:3", "NO_PROXY": "localhost",
        ])
        #expect(settings.forHTTPS?.revealed == "http://p:2")
        #expect(settings.forHTTP?.revealed == "http://p:3")
        #expect(settings.exceptions == "localhost")
    }

    @Test("Plain HTTP is spoken only where it is allowed")
    func plain() async throws {
        let transport = CurlTransport(TransportSettings(userAgent: "test"))
        let address = try #require(HTTPAddress("http://127.0.0.1:1/"))
        await #expect(throws: HTTPFault.notEncrypted(address.origin)) {
            try await transport.send(HTTPRequest(.get, address))
        }
    }

    @Test("A port at which nobody listens is named")
    func nobody() async throws {
        let transport = CurlTransport(TransportSettings(userAgent: "test", allowsPlainHTTP: true))
        let address = try #require(HTTPAddress("http://127.0.0.1:1/"))
        do throws(HTTPFault) {
            _ = try await transport.send(HTTPRequest(.get, address))
            Issue.record("there is an answer from nobody")
        } catch {
            guard case .notConnected(address.origin, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(error.isTransient)
        }
    }
}
