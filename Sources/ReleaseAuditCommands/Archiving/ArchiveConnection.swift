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
        let aws = try AWSSettings(profile: profile, environment)
        let server = try aws.server(
            of: bucket, stated: (endpoint, region), virtualHost: virtualHost, allowsPlainHTTP: allowsPlainHTTP)
        let settings = TransportSettings(
            userAgent: Self.userAgent, authoritiesFile: authoritiesFile ?? aws.authoritiesFile,
            proxy: ProxySettings(environment: environment), allowsPlainHTTP: allowsPlainHTTP)
        return S3Client(
            bucket: bucket, endpoint: server.endpoint, region: server.region,
            credentials: credentials(aws, region: aws.region ?? server.region, settings),
            transport: CurlTransport(settings),
            policy: RetryPolicy(tries: tries, random: { .random(in: 0..<1) }) {
                try await Task.sleep(for: .seconds($0))
            },
            clock: { WallClock.real })
    }

    /// Where AWS tools look, in their order; a profile that is asked for goes before the variables with keys.
    private func credentials(
        _ aws: AWSSettings, region: String, _ settings: TransportSettings
    ) -> CredentialSource {
        // What runs on the machine itself is reached without a proxy, and speaks plain HTTP.
        let local = CurlTransport(TransportSettings(userAgent: Self.userAgent, allowsPlainHTTP: true))
        var remote = settings
        remote.allowsPlainHTTP = true
        return CredentialSource(
            aws.credentialProviders(region: region, onTheMachine: local, elsewhere: CurlTransport(remote)))
    }

    private static let userAgent = "\(ToolVersion.identity.name)/\(ToolVersion.identity.version)"
}
