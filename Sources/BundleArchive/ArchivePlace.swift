/// Where bundles are to be kept, as it is said on a command line.
package enum ArchivePlace: Sendable, Equatable {
    case directory(String)
    case s3(bucket: String, prefix: String)

    private static let scheme = "s3://"

    /// Reads `s3://bucket/prefix`, or else the path of a folder.
    package init(_ text: String) throws(ArchiveFault) {
        guard text.hasPrefix(Self.scheme) else {
            guard !text.isEmpty, !text.contains("://") else { throw .place(text) }
            self = .directory(text)
            return
        }
        let rest = text.dropFirst(Self.scheme.count)
        let bucket = String(rest.prefix { $0 != "/" })
        var prefix = String(rest.dropFirst(bucket.count).drop { $0 == "/" })
        if prefix.hasSuffix("/") { prefix.removeLast() }
        guard Self.isBucket(bucket), prefix.isEmpty || ObjectKey(prefix) != nil else { throw .place(text) }
        self = .s3(bucket: bucket, prefix: prefix)
    }

    /// What stands before the project's path in a key.
    package var prefix: String {
        switch self {
        case .directory: ""
        case .s3(_, let prefix): prefix
        }
    }

    /// What S3 allows, and the capitals and underscores that older buckets and other servers have.
    private static func isBucket(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count) && ObjectKey(name) != nil
    }
}
