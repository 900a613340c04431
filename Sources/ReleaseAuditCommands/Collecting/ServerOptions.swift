import ArgumentParser
import Foundation
import GitLabClient
import HTTPTransport

/// Which GitLab server is read, and how patiently.
struct ServerOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The address of GitLab. Default: $RELEASE_AUDIT_SERVER, else $CI_SERVER_URL.", valueName: "url"))
    var server: String?

    @Flag(name: .long, help: "Allow an address without encryption; the token can then be read on the way.")
    var insecureHttp = false

    @Option(
        name: .long,
        help: ArgumentHelp("Trust the authorities in this file of PEM instead of the system's.", valueName: "file"))
    var caFile: String?

    @Option(name: .long, help: ArgumentHelp("How often a request is sent in all before it fails.", valueName: "number"))
    var tries = 5

    @Option(
        name: .long,
        help: ArgumentHelp("Seconds before the second try; doubled from try to try.", valueName: "seconds"))
    var firstWait = 1.0

    @Option(
        name: .long,
        help: ArgumentHelp("The longest wait that GitLab may ask for, in seconds.", valueName: "seconds"))
    var longestWait = 300

    @Option(name: .long, help: ArgumentHelp("Seconds until a connection must stand.", valueName: "seconds"))
    var connectLimit = 10

    @Option(name: .long, help: ArgumentHelp("Seconds for which GitLab may send nothing.", valueName: "seconds"))
    var stallLimit = 30

    @Option(name: .long, help: ArgumentHelp("Seconds that one answer may take in all.", valueName: "seconds"))
    var timeLimit = 300

    @Option(name: .long, help: ArgumentHelp("The largest answer taken in, in bytes.", valueName: "bytes"))
    var sizeLimit = 64 << 20

    func validate() throws {
        guard [tries, connectLimit, stallLimit, timeLimit, sizeLimit].allSatisfy({ $0 > 0 }), longestWait >= 0,
            firstWait >= 0, tries <= 100
        else {
            throw ValidationError("limits must be positive numbers, and --tries at most 100")
        }
    }

    /// The server that was named.
    func gitlab() throws -> GitLabServer {
        let environment = ProcessInfo.processInfo.environment
        guard let text = server ?? environment["RELEASE_AUDIT_SERVER"] ?? environment["CI_SERVER_URL"] else {
            throw Failure(.usage, "no GitLab server is named", hint: "give --server https://gitlab.example.com")
        }
        guard let server = GitLabServer(text) else {
            throw Failure(
                .usage, "--server: this is no address of a server",
                hint: "it is like https://gitlab.example.com, without a user's name")
        }
        guard server.origin.isEncrypted || insecureHttp else {
            throw Failure(
                .usage, "\(server.origin): the connection would not be encrypted",
                hint: "use https, or say --insecure-http where the network is trusted")
        }
        return server
    }

    func transport() throws -> CurlTransport {
        if let caFile, !FileManager.default.isReadableFile(atPath: caFile) {
            throw Failure(.inputMissing, "\(caFile): the file cannot be read", hint: "check its name and mode")
        }
        return CurlTransport(
            TransportSettings(
                userAgent: "release-audit/\(ToolVersion.text)", authoritiesFile: caFile,
                proxy: ProxySettings(environment: ProcessInfo.processInfo.environment), allowsPlainHTTP: insecureHttp))
    }

    var limits: TransferLimits {
        TransferLimits(
            connectSeconds: connectLimit, stallSeconds: stallLimit, totalSeconds: timeLimit, largestAnswer: sizeLimit)
    }

    var policy: RetryPolicy { RetryPolicy(tries: tries, longestWait: longestWait, firstWait: firstWait) }
}
