import Foundation
import HTTPTransport

/// The server that keeps a bucket, and how the bucket is named in its addresses.
///
/// Amazon S3 User Guide, "Virtual hosting of buckets". At Amazon the bucket is part of the host; everywhere else, and where its
/// name has a dot that no certificate covers, of the path.
package struct S3Endpoint: Sendable, Equatable {
    /// Scheme and host, and the port where it is not the usual one.
    package let origin: String
    /// What stands in the header `Host`.
    let host: String
    private let pathPrefix: String
    /// How to make the address of another region; nil for a server other than Amazon's.
    private let amazon: Amazon?

    /// Which of Amazon's servers of a region.
    package struct Variant: Sendable, Equatable {
        /// One whose cryptography is validated (FIPS 140).
        package let isFIPS: Bool
        /// One that is reached by IPv6 too.
        package let isDualStack: Bool

        package init(isFIPS: Bool = false, isDualStack: Bool = false) {
            self.isFIPS = isFIPS
            self.isDualStack = isDualStack
        }
    }

    private struct Amazon: Sendable, Equatable {
        let bucket: String
        let variant: Variant
        let isPathStyle: Bool
    }

    /// Amazon's own server of a region.
    package init(
        bucket: String, region: String, _ variant: Variant = Variant(), isPathStyle: Bool = false
    ) throws(ArchiveFault) {
        let partition = AWSPartition(region: region)
        guard !variant.isFIPS || partition.hasFIPS else { throw .endpoint(region, .noFIPS) }
        let isPlain = !bucket.contains(".") && !isPathStyle
        let service = "s3\(variant.isFIPS ? "-fips" : "")\(variant.isDualStack ? ".dualstack" : "")"
        host = (isPlain ? "\(bucket)." : "") + "\(service).\(region).\(partition.suffix)"
        origin = "https://\(host)"
        pathPrefix = isPlain ? "" : "/\(bucket)"
        amazon = Amazon(bucket: bucket, variant: variant, isPathStyle: isPathStyle)
    }

    /// A server of one's own choice, such as `https://s3.example.org:8443`.
    package init(
        bucket: String, address: String, virtualHost: Bool = false, allowsPlainHTTP: Bool
    ) throws(ArchiveFault) {
        guard !address.hasUserinfo else { throw .endpoint(address.withoutUserinfo, .hasUserinfo) }
        let trimmed = address.hasSuffix("/") ? String(address.dropLast()) : address
        guard let parsed = HTTPAddress(trimmed), parsed.path == "/", parsed.query == nil else {
            throw .endpoint(address.withoutUserinfo, .notAnAddress)
        }
        guard parsed.origin.isEncrypted || allowsPlainHTTP else { throw .endpoint(address, .insecure) }
        let scheme = parsed.origin.isEncrypted ? "https" : "http"
        let port = parsed.origin.port == (parsed.origin.isEncrypted ? 443 : 80) ? "" : ":\(parsed.origin.port)"
        host = (virtualHost ? "\(bucket)." : "") + parsed.origin.host + port
        origin = "\(scheme)://\(host)"
        pathPrefix = virtualHost ? "" : "/\(bucket)"
        amazon = nil
    }

    /// The same bucket at Amazon's server of another region; this one where it is another's.
    func inRegion(_ region: String) throws(ArchiveFault) -> S3Endpoint {
        guard let amazon else { return self }
        return try S3Endpoint(
            bucket: amazon.bucket, region: region, amazon.variant, isPathStyle: amazon.isPathStyle)
    }

    /// The path of an object, or of the bucket itself.
    func path(of key: ObjectKey?) -> String { key.map { "\(pathPrefix)/\($0)" } ?? "\(pathPrefix)/" }

    /// Whether a text can name a region; it becomes part of a host.
    static func isRegion(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 40
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
}

extension String {
    /// What stands between the scheme and the path of an address; the address need not be a right one.
    private var authority: Range<String.Index> {
        let start = range(of: "//")?.upperBound ?? startIndex
        // Up to the last at sign: a password may hold a slash that nobody encoded.
        let at = self[start...].lastIndex(of: "@") ?? start
        let end = self[at...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? endIndex
        return start..<end
    }

    /// Whether an address names a user.
    var hasUserinfo: Bool { self[authority].contains("@") }

    /// An address as it may be shown: scheme and server alone where a user is named.
    var withoutUserinfo: String {
        guard hasUserinfo, let at = self[authority].lastIndex(of: "@") else { return self }
        return String(self[..<authority.lowerBound] + self[index(after: at)..<authority.upperBound])
    }
}
