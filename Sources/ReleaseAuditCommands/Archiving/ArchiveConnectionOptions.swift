import ArgumentParser
import Foundation

/// How archives are reached, on the command line.
struct ArchiveConnectionOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The S3 server, unless it is Amazon's. Default: $AWS_ENDPOINT_URL_S3, $AWS_ENDPOINT_URL, the profile's.",
            valueName: "url"))
    var endpoint: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The bucket's region. Default: $AWS_REGION, $AWS_DEFAULT_REGION, the profile's.", valueName: "name"))
    var region: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The profile with the credentials, instead of those in variables. Default: $AWS_PROFILE.", valueName: "name"
        ))
    var profile: String?

    @Flag(name: .long, help: "Name the bucket in the host, also at another server than Amazon's.")
    var virtualHost = false

    @Flag(name: .long, help: "Allow an S3 server without encryption.")
    var insecureEndpoint = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Certificates trusted instead of the system's, PEM. Default: $AWS_CA_BUNDLE.", valueName: "file"))
    var caFile: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Send what is larger than so many MiB in parts.", valueName: "MiB"))
    var multipartAbove = 64

    @Option(name: .long, help: ArgumentHelp("How often a request is tried at most.", valueName: "number"))
    var tries = 5

    @Option(
        name: .long,
        help: ArgumentHelp(
            "For any other archive: a command that stores {file} under {key} and writes nothing over.",
            valueName: "command"))
    var archiveCommand: String?

    @Option(
        name: .long,
        help: ArgumentHelp("And one that prints {key}, and fails where there is nothing.", valueName: "command"))
    var fetchCommand: String?

    @Option(name: .long, help: ArgumentHelp("How long each command may take.", valueName: "seconds"))
    var commandTimeout = 3_600

    func validate() throws {
        guard (1...20).contains(tries) else { throw ValidationError("--tries is 1 to 20") }
        guard (5...5_120).contains(multipartAbove) else { throw ValidationError("--multipart-above is 5 to 5120") }
        guard (1...86_400).contains(commandTimeout) else {
            throw ValidationError("--command-timeout is 1 to 86400 seconds")
        }
        if archiveCommand != nil, fetchCommand == nil {
            throw ValidationError("--archive-command needs --fetch-command, to read back what was stored")
        }
        if insecureEndpoint == false, let endpoint, endpoint.lowercased().hasPrefix("http://") {
            throw ValidationError("--endpoint is not encrypted: use https, or add --insecure-endpoint")
        }
    }

    var connection: ArchiveConnection {
        ArchiveConnection(
            endpoint: endpoint, region: region, profile: profile, virtualHost: virtualHost,
            allowsPlainHTTP: insecureEndpoint, authoritiesFile: caFile, multipartAbove: multipartAbove << 20,
            tries: tries, archiveCommand: archiveCommand, fetchCommand: fetchCommand, commandSeconds: commandTimeout,
            environment: ProcessInfo.processInfo.environment)
    }
}
