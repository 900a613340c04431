import AuditReport
import BundleArchive
import Foundation
import HTTPTransport
import ReleaseModel

/// How archives are reached: all that the name of a place does not say.
struct ArchiveConnection: Sendable {
    /// Of an S3 server other than Amazon's.
    var endpoint: String?
    var region: String?
    /// In the files that AWS tools share.
    var profile: String?
    /// Whether the bucket is part of the host, also at another server.
    var virtualHost = false
    var allowsPlainHTTP = false
    /// PEM certificates that are trusted instead of the system's.
    var authoritiesFile: String?
    /// In bytes.
    var multipartAbove = S3Store.usualMultipartAbove
    var tries = 5
    var archiveCommand: String?
    var fetchCommand: String?
    var commandSeconds = 3_600
    let environment: [String: String]

    /// An archive, and what stands before a project's path in the keys of this place.
    struct Opened {
        let archive: Archive
        let kind: ArchiveReceipt.Archive
        let prefix: String
    }

    /// Opens the archive that a command line names.
    func open(_ text: String) throws -> Opened {
        if archiveCommand != nil || fetchCommand != nil {
            return Opened(archive: try archive(.command, text), kind: .command, prefix: "")
        }
        let place = try ArchivePlace(text)
        return switch place {
        case .directory(let path):
            Opened(archive: try archive(.directory, path), kind: .directory, prefix: "")
        case .s3(let bucket, let prefix):
            Opened(archive: try archive(.s3, "s3://\(bucket)"), kind: .s3, prefix: prefix)
        }
    }

    /// Opens the archive that an order or a receipt names.
    func archive(_ kind: ArchiveReceipt.Archive, _ place: String) throws -> Archive {
        switch kind {
        case .directory: return Archive(DirectoryStore(place))
        case .s3:
            guard case .s3(let bucket, _) = try ArchivePlace(place) else { throw ArchiveFault.place(place) }
            return Archive(S3Store(try client(bucket), multipartAbove: multipartAbove))
        case .command:
            guard let archiveCommand, let fetchCommand else {
                throw Failure(
                    .usage, "\(place): this archive is reached by commands",
                    hint: "give --archive-command and --fetch-command")
            }
            return Archive(
                try CommandStore(
                    place: place, storing: archiveCommand, fetching: fetchCommand, secondsAllowed: commandSeconds))
        }
    }

    private func client(_ bucket: String) throws -> S3Client {
        let profile = try AWSProfile(profile, environment)
        let address = endpoint ?? set("AWS_ENDPOINT_URL_S3") ?? set("AWS_ENDPOINT_URL") ?? profile["endpoint_url"]
        let region = region ?? set("AWS_REGION") ?? set("AWS_DEFAULT_REGION") ?? profile["region"]
        // Other servers have one region only, and hardly any of them looks at its name.
        guard let region = region ?? (address == nil ? nil : "us-east-1") else { throw ArchiveFault.regionUnknown }
        let server =
            try address.map {
                try S3Endpoint(bucket: bucket, address: $0, virtualHost: virtualHost, allowsPlainHTTP: allowsPlainHTTP)
            } ?? S3Endpoint(bucket: bucket, region: region)
        return S3Client(
            bucket: bucket, endpoint: server, region: region, credentials: credentials(of: profile),
            transport: CurlTransport(
                TransportSettings(
                    userAgent: Self.userAgent, authoritiesFile: authoritiesFile ?? set("AWS_CA_BUNDLE"),
                    proxy: ProxySettings(environment: environment), allowsPlainHTTP: allowsPlainHTTP)),
            policy: RetryPolicy(tries: tries, random: { .random(in: 0..<1) }) {
                try await Task.sleep(for: .seconds($0))
            },
            clock: { WallClock.real })
    }

    /// Where AWS tools look, in their order; a profile that is asked for goes before the variables with keys.
    private func credentials(of profile: AWSProfile) -> CredentialSource {
        // What runs on the machine itself is reached without a proxy, and speaks plain HTTP.
        let local = CurlTransport(TransportSettings(userAgent: Self.userAgent, allowsPlainHTTP: true))
        var providers: [any CredentialProvider] = [
            ProfileCredentials(profile), ContainerCredentials(environment, local),
            InstanceCredentials(environment, local),
        ]
        if self.profile == nil { providers.insert(EnvironmentCredentials(environment), at: 0) }
        return CredentialSource(providers)
    }

    private static let userAgent = "\(ToolVersion.identity.name)/\(ToolVersion.identity.version)"

    private func set(_ variable: String) -> String? {
        environment[variable].flatMap { $0.isEmpty ? nil : $0 }
    }
}
