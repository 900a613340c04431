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
    /// Whether it is Amazon's own, so that another region has another address.
    let isAmazon: Bool

    /// Amazon's own server of a region.
    package init(bucket: String, region: String) {
        let suffix = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
        let isPlain = !bucket.contains(".")
        host = (isPlain ? "\(bucket)." : "") + "s3.\(region).\(suffix)"
        origin = "https://\(host)"
        pathPrefix = isPlain ? "" : "/\(bucket)"
        isAmazon = true
    }

    /// A server of one's own choice, such as `https://s3.example.org:8443`.
    package init(
        bucket: String, address: String, virtualHost: Bool = false, allowsPlainHTTP: Bool
    ) throws(ArchiveFault) {
        let trimmed = address.hasSuffix("/") ? String(address.dropLast()) : address
        guard let parsed = HTTPAddress(trimmed), parsed.path == "/", parsed.query == nil else {
            throw .endpoint(address, .notAnAddress)
        }
        guard parsed.origin.isEncrypted || allowsPlainHTTP else { throw .endpoint(address, .insecure) }
        let scheme = parsed.origin.isEncrypted ? "https" : "http"
        let port = parsed.origin.port == (parsed.origin.isEncrypted ? 443 : 80) ? "" : ":\(parsed.origin.port)"
        host = (virtualHost ? "\(bucket)." : "") + parsed.origin.host + port
        origin = "\(scheme)://\(host)"
        pathPrefix = virtualHost ? "" : "/\(bucket)"
        isAmazon = false
    }

    /// The path of an object, or of the bucket itself.
    func path(of key: ObjectKey?) -> String { key.map { "\(pathPrefix)/\($0)" } ?? "\(pathPrefix)/" }
}
