import Foundation
import HTTPTransport
import ReleaseModel
import Synchronization
import Testing

@testable import BundleArchive

@Suite("Where credentials come from")
struct CredentialTests {
    /// Answers from a table of method and address, and remembers what was asked.
    final class Canned: HTTPTransport {
        private let answers: [String: HTTPAnswer]
        let asked = Mutex<[HTTPRequest]>([])

        init(_ answers: [String: (status: Int, body: String)]) {
            self.answers = answers.mapValues { HTTPAnswer(status: $0.status, headers: [:], body: Data($0.body.utf8)) }
        }

        func send(_ request: HTTPRequest) async throws(HTTPFault) -> HTTPAnswer {
            asked.withLock { $0.append(request) }
            guard let answer = answers["\(request.method.rawValue) \(request.address)"] else {
                throw .notConnected(request.address.origin, detail: "nobody is there")
            }
            return answer
        }
    }

    private static let keys =
        #"{"AccessKeyId":"ASIA","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-01T06:00:00Z"}"#

    @Test("Variables")
    func environment() throws {
        let found = try EnvironmentCredentials([
            "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t",
        ]).credentials()
        #expect(found?.accessKeyID == "AKIA" && found?.secretAccessKey.revealed == "s")
        #expect(found?.sessionToken?.revealed == "t")
        #expect(try EnvironmentCredentials(["AWS_SECRET_ACCESS_KEY": ""]).credentials() == nil)
        #expect(throws: ArchiveFault.credentials(.incomplete(source: "the environment"))) {
            try EnvironmentCredentials(["AWS_ACCESS_KEY_ID": "AKIA"]).credentials()
        }
    }

    @Test("Profiles in both shared files, the credentials file first")
    func profiles() throws {
        let home = try Home(
            credentials: """
                # a comment
                [default]
                aws_access_key_id = AKIADEFAULT
                aws_secret_access_key=a/b+c=

                [night]\r
                aws_access_key_id = AKIANIGHT
                aws_secret_access_key = n
                aws_session_token = t
                """,
            config: """
                [default]
                region = eu-central-1
                s3 =
                  addressing_style = path
                [profile night]
                region=eu-west-1
                endpoint_url = https://s3.example.org
                aws_access_key_id = OTHER
                [profile "only here"]
                aws_access_key_id = AKIAHERE
                aws_secret_access_key = h
                [sso-session x]
                region = nowhere
                """)
        defer { home.remove() }
        let usual = try AWSProfile(nil, home.environment)
        #expect(usual["region"] == "eu-central-1")
        #expect(try ProfileCredentials(usual).credentials()?.accessKeyID == "AKIADEFAULT")
        #expect(try ProfileCredentials(usual).credentials()?.secretAccessKey.revealed == "a/b+c=")
        let night = try AWSProfile("night", home.environment)
        #expect(night["region"] == "eu-west-1" && night["endpoint_url"] == "https://s3.example.org")
        #expect(try ProfileCredentials(night).credentials()?.accessKeyID == "AKIANIGHT")
        #expect(try ProfileCredentials(night).credentials()?.sessionToken?.revealed == "t")
        let stated = try AWSProfile(nil, home.environment.merging(["AWS_PROFILE": "only here"]) { $1 })
        #expect(try ProfileCredentials(stated).credentials()?.accessKeyID == "AKIAHERE")
        #expect(throws: ArchiveFault.self) { try AWSProfile("nobody", home.environment) }
    }

    @Test("What cannot be understood, or would need another service, is named")
    func refusedProfiles() throws {
        let broken = try Home(credentials: "[default]\nnot a setting\n", config: "")
        defer { broken.remove() }
        #expect(throws: ArchiveFault.credentials(.malformed(file: broken.path + "/.aws/credentials", line: 2))) {
            try AWSProfile(nil, broken.environment)
        }
        let role = try Home(
            credentials: "", config: "[profile r]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = default\n")
        defer { role.remove() }
        #expect(throws: ArchiveFault.credentials(.unsupported(profile: "r", setting: "role_arn"))) {
            try ProfileCredentials(AWSProfile("r", role.environment)).credentials()
        }
        let half = try Home(credentials: "[default]\naws_access_key_id = A\n", config: "")
        defer { half.remove() }
        #expect(throws: ArchiveFault.self) { try ProfileCredentials(AWSProfile(nil, half.environment)).credentials() }
    }

    @Test("A command prints them")
    func process() throws {
        let json = #"{"Version":1,"AccessKeyId":"AKIAP","SecretAccessKey":"p","SessionToken":"t"}"#
        let home = try Home(credentials: "", config: "[default]\ncredential_process = printf '\(json)'\n")
        defer { home.remove() }
        #expect(try ProfileCredentials(AWSProfile(nil, home.environment)).credentials()?.accessKeyID == "AKIAP")
        for (command, words) in [("false", "it ended with 1"), ("printf nothing", "the answer is no JSON")] {
            let failing = try Home(credentials: "", config: "[default]\ncredential_process = \(command)\n")
            defer { failing.remove() }
            let fault = #expect(throws: ArchiveFault.self) {
                try ProfileCredentials(AWSProfile(nil, failing.environment)).credentials()
            }
            #expect(fault?.message.contains(words) == true)
        }
    }

    @Test("The container's service, with its token")
    func container() async throws {
        let service = Canned(["GET http://169.254.170.2/v2/credentials/x": (200, Self.keys)])
        let found = try await ContainerCredentials(
            [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/x",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "word",
            ], service
        ).credentials()
        #expect(found?.accessKeyID == "ASIA" && found?.sessionToken?.revealed == "t")
        #expect(found?.expiration == Instant(text: "2026-01-01T06:00:00Z"))
        let secrets = service.asked.withLock { $0.first?.secrets.map { "\($0.name) \($0.value.revealed)" } }
        #expect(secrets == ["Authorization word"])
        #expect(try await ContainerCredentials([:], service).credentials() == nil)
    }

    @Test(
        "Credentials are asked of nobody on the network without encryption",
        arguments: [
            "http://example.org/", "http://169.254.170.3/", "http://localhost.example.org/", "ftp://localhost/",
            "nothing",
        ])
    func containerElsewhere(_ address: String) async {
        let service = Canned([:])
        await #expect(throws: ArchiveFault.credentials(.address(address))) {
            try await ContainerCredentials(["AWS_CONTAINER_CREDENTIALS_FULL_URI": address], service).credentials()
        }
        #expect(service.asked.withLock { $0.isEmpty })
    }

    @Test("The instance's metadata service, by a token only")
    func instance() async throws {
        let base = "http://169.254.169.254/latest/"
        let service = Canned([
            "PUT \(base)api/token": (200, "word"), "GET \(base)meta-data/iam/security-credentials/": (200, "role\n"),
            "GET \(base)meta-data/iam/security-credentials/role": (200, Self.keys),
        ])
        #expect(try await InstanceCredentials([:], service).credentials()?.accessKeyID == "ASIA")
        let tokens = service.asked.withLock { $0.map { $0.secrets.map(\.value.revealed) } }
        #expect(tokens == [[], ["word"], ["word"]])
        #expect(try await InstanceCredentials(["AWS_EC2_METADATA_DISABLED": "TRUE"], service).credentials() == nil)
        #expect(try await InstanceCredentials([:], Canned([:])).credentials() == nil)
        #expect(try await InstanceCredentials([:], Canned(["PUT \(base)api/token": (403, "")])).credentials() == nil)
    }

    @Test("The first source that has any is the one; they are asked for anew before they expire")
    func source() async throws {
        final class Counting: CredentialProvider {
            let name = "counting"
            let count = Mutex(0)
            func credentials() -> AWSCredentials? {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return AWSCredentials(
                    accessKeyID: "K\(number)", secretAccessKey: Secret("s"),
                    expiration: Instant(seconds: Int64(1_000 * number)))
            }
        }
        let source = CredentialSource([EnvironmentCredentials([:]), Counting()])
        #expect(try await source.current(at: Instant(seconds: 0)).accessKeyID == "K1")
        #expect(try await source.current(at: Instant(seconds: 699)).accessKeyID == "K1")
        #expect(try await source.current(at: Instant(seconds: 700)).accessKeyID == "K2")
        await #expect(throws: ArchiveFault.credentials(.expired(at: Instant(seconds: 3_000)))) {
            try await source.current(at: Instant(seconds: 3_000))
        }
        await #expect(throws: ArchiveFault.credentials(.none(asked: ["the environment"]))) {
            try await CredentialSource([EnvironmentCredentials([:])]).current(at: Instant(seconds: 0))
        }
    }
}

/// A home folder with the shared files.
struct Home {
    let path: String

    init(credentials: String, config: String) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("home-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path + "/.aws", withIntermediateDirectories: true)
        try Data(credentials.utf8).write(to: URL(fileURLWithPath: path + "/.aws/credentials"))
        try Data(config.utf8).write(to: URL(fileURLWithPath: path + "/.aws/config"))
    }

    var environment: [String: String] { ["HOME": path] }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
