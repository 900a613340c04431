import Foundation
import Testing

@testable import ExternalCommand

@Suite("Commands get no secret, under whatever name")
struct CommandEnvironmentTests {
    private func kept(_ environment: [String: String], without secrets: Set<String> = []) -> [String] {
        CommandEnvironment.reduced(environment, without: secrets).keys.sorted()
    }

    @Test(arguments: [
        "RELEASE_AUDIT_TOKEN", "MY_TOKEN", "GitLab_Token", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE",
        "aws_access_key_id", "DB_PASSWORD", "PGPASSWD", "SIGNING_PASSPHRASE", "API_KEY", "apikey", "CI_JOB_JWT_V2",
        "GITLAB_PAT", "HSM_PIN", "VAULT_SECRET_ID", "AZURE_STORAGE_CONNECTION_STRING", "SESSION_COOKIE", "CREDENTIALS",
    ])
    func aNameThatTellsOfASecretIsLeftOut(_ name: String) {
        #expect(kept([name: "x", "PATH": "/bin"]) == ["PATH"])
    }

    @Test(arguments: [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "PWD", "TMPDIR", "DISPLAY", "SSH_AUTH_SOCK", "SSL_CERT_FILE",
        "SOFTHSM2_CONF", "LD_LIBRARY_PATH", "CREDENTIALS_DIRECTORY", "COMPATIBLE", "SPINNER",
    ])
    func whatCommandsNeedStays(_ name: String) {
        #expect(kept([name: "/usr/lib/x"]) == [name])
    }

    @Test(arguments: [
        "glpat-abcdefghijklmnopqrst", "glcbt-64_abcdefghijkl", "curl -H glpat-abcdef", "AKIAIOSFODNN7EXAMPLE",
        "eyJhbGciOiJIUzI1NiJ9.e30.x", "-----BEGIN PRIVATE KEY-----\nx", "PRIVATE+KEY+audit+0+AQ", "Bearer 0123456789",
        "postgres://user:word@db.example/x", "https://u:p@x.example",
    ])
    func aValueThatIsASecretIsLeftOutUnderEveryName(_ value: String) {
        #expect(kept(["PLAIN": value, "OTHER": "x"]) == ["OTHER"])
    }

    @Test(arguments: [
        "https://x.example/a:b@c", "user@host", "ssh://git@x.example", "glibc-2.36", "ASIA", "a:b@c", "",
    ])
    func aValueThatOnlyLooksAlikeStays(_ value: String) {
        #expect(kept(["PLAIN": value]) == ["PLAIN"])
    }

    @Test func aKnownSecretIsLeftOutWhereverItStands() {
        let environment = [
            "A": "opensesame", "B": "header: opensesame;", "C": "open", "D": "xopenx",
            "https_proxy": "http://u:p@proxy",
        ]
        #expect(kept(environment, without: ["opensesame"]) == ["C", "D", "https_proxy"])
        // Too short to be looked for within others.
        #expect(kept(environment, without: ["open"]) == ["A", "B", "D", "https_proxy"])
    }

    @Test func aSecretUnderASecondNameIsLeftOut() {
        #expect(kept(["DEPLOY_SECRET": "0123456789", "COPY": "0123456789", "OTHER": "012345678"]) == ["OTHER"])
        #expect(kept(["KEY_FILE": "/run/user/0", "XDG_RUNTIME_DIR": "/run/user/0"]) == ["XDG_RUNTIME_DIR"])
    }

    @Test func aCommandSeesIt() throws {
        setenv("RELEASE_AUDIT_TEST_VALUE", "a known one", 1)
        defer { unsetenv("RELEASE_AUDIT_TEST_VALUE") }
        func printed() throws -> String {
            let command = try #require(CommandTemplate(commandLine: "env"))
            guard case .ended(0, let output, _) = try command.run(secondsAllowed: 60) else { return "failed" }
            return String(decoding: output, as: UTF8.self)
        }
        #expect(try printed().contains("RELEASE_AUDIT_TEST_VALUE=a known one"))
        CommandEnvironment.keepOut("a known one")
        #expect(try !printed().contains("RELEASE_AUDIT_TEST_VALUE"))
        #expect(try printed().contains("PATH="))
    }
}
